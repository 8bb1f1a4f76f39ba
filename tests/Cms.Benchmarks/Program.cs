using System.Net.Http.Json;
using Cms.Benchmarks;

// The two hot paths over HTTP on loopback, each beside its floor: a bare server that sends the same bytes from memory. Floor and
// path take turns within one run, so that both meet the same machine.
// dotnet run -c Release --project tests/Cms.Benchmarks [-- guides=1000 seconds=5 rounds=3 clients=8]
var settings = Settings.Read(args);
await using var site = await SiteUnderLoad.StartAsync(settings.Guides);
await using var floor = await Floor.StartAsync();

var list = """{ guideArticle(first: 20, orderBy: {createdUtc: DESC}) { displayText path dateCreated introduction keywords { tagNames } sections { number heading body bullets { label text } } } }""";
var one = $$"""{ guideArticle(where: {path: "{{site.GuidePath}}"}) { displayText path dateCreated introduction conclusion keywords { tagNames } sections { number heading body bullets { label text } } } }""";
var titles = """{ guideArticle(first: 20) { displayText path } }""";

Console.WriteLine($"{settings.Guides} guides, {settings.Clients} clients, {settings.Rounds} rounds of {settings.Seconds} s each, {Environment.ProcessorCount} cores, client and server in one process");
Console.WriteLine();
Console.WriteLine("| path | bytes | requests/s | floor | ratio | p50 ms | p95 ms | p99 ms | kB allocated a request beyond the floor |");
Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
await MeasureAsync("query: 20 titles", Query(titles));
await MeasureAsync("query: one guide by path", Query(one));
await MeasureAsync("query: 20 whole guides", Query(list));
await MeasureAsync("page: home", () => new HttpRequestMessage(HttpMethod.Get, new Uri(site.Address, "/")));
await MeasureAsync("page: one guide", () => new HttpRequestMessage(HttpMethod.Get, new Uri(site.Address, "/" + site.GuidePath)));

Func<HttpRequestMessage> Query(string query) => () =>
    new HttpRequestMessage(HttpMethod.Post, new Uri(site.Address, "/api/graphql")) { Content = JsonContent.Create(new { query }) };

async Task MeasureAsync(string name, Func<HttpRequestMessage> request)
{
    floor.Body = await Load.ReadAsync(request());
    var floorRequest = () => new HttpRequestMessage(HttpMethod.Get, floor.Address);
    await Load.RunAsync(request, settings.Clients, TimeSpan.FromSeconds(2));
    await Load.RunAsync(floorRequest, settings.Clients, TimeSpan.FromSeconds(1));

    var (paths, floors) = (new List<LoadResult>(), new List<LoadResult>());
    for (var round = 0; round < settings.Rounds; round++)
    {
        floors.Add(await Load.RunAsync(floorRequest, settings.Clients, TimeSpan.FromSeconds(settings.Seconds)));
        paths.Add(await Load.RunAsync(request, settings.Clients, TimeSpan.FromSeconds(settings.Seconds)));
    }

    var (path, bare) = (LoadResult.Median(paths), LoadResult.Median(floors));
    Console.WriteLine(FormattableString.Invariant(
        $"| {name} | {floor.Body.Length} | {path.PerSecond:0} | {bare.PerSecond:0} | {path.PerSecond / bare.PerSecond:0.00} | {path.P50:0.0} | {path.P95:0.0} | {path.P99:0.0} | {(path.BytesAllocated - bare.BytesAllocated) / 1024:0} |"));
}
