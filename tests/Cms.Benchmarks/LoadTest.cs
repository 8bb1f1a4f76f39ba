using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cms.Benchmarks;

/// <summary>Measures each case and prints a table.</summary>
internal static class LoadTest
{
    private const string Guide = "displayText path dateCreated introduction conclusion keywords { tagNames } sections { number heading body bullets { label text } }";

    // Floors of one case that differ by more than this say that the machine was not the same machine.
    private const double MaxSwing = 0.2;

    private static readonly HttpClient Client = new();

    public static async Task<int> RunAsync(Settings settings)
    {
        var folder = settings.Folder ?? Directory.CreateTempSubdirectory("cms-benchmark-").FullName;
        try
        {
            string[] arguments = ["--environment", "Production", "--Cms:DataDirectory", folder, .. Database(settings)];
            if (!Directory.Exists(Path.Combine(folder, "Sites")))
                await SiteUnderLoad.FillAsync(arguments, settings.Guides);
            await using var site = await ServerProcess.StartAsync(["serve", .. arguments]);
            var path = await PathOfOneAsync(site, settings.Guides / 2);
            await using var floor = await ServerProcess.StartAsync("floor");
            Console.WriteLine($"{settings.Guides} guides, {(settings.Database is null ? "SQLite" : "PostgreSQL")}, wrk with {settings.Connections} connections, median of {settings.Rounds} rounds of {settings.Seconds} s, {Environment.ProcessorCount} cores for client and server");
            Console.WriteLine();
            Console.WriteLine("| case | bytes | requests/s | floor before and after | ratio | CPU a request, µs | of the floor's | p50 ms | p99 ms | floor's p99 | kB allocated a request |");
            Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
            foreach (var (name, body) in Cases(path).Where(one => settings.Cases.Count == 0 || settings.Cases.Any(wanted => one.Name.StartsWith(wanted, StringComparison.OrdinalIgnoreCase))))
                await MeasureAsync(settings, site, floor, name, body);
            return 0;
        }
        finally
        {
            if (settings.Folder is null)
                Directory.Delete(folder, recursive: true);
        }
    }

    private static IEnumerable<string> Database(Settings settings) =>
        settings.Database is { } connection ? ["--Cms:Database:Provider", "PostgreSql", "--Cms:Database:ConnectionString", connection] : [];

    // Kept: the same request again. New: a variable that is another each time, so that no answer is kept for it.
    private static IEnumerable<(string Name, string Body)> Cases(string path)
    {
        (string Name, string Field)[] questions =
        [
            ("Q1 one guide", $"guideArticle(where: {{path: \"{path}\", displayText_not: $other}}) {{ {Guide} }}"),
            ("Q2 20 titles", "guideArticle(first: 20, where: {displayText_not: $other}) { displayText path keywords { tagNames } }"),
            ("Q3 20 guides", $"guideArticle(first: 20, where: {{displayText_not: $other}}) {{ {Guide} }}"),
            ("Q4 rare word", "guideArticle(first: 20, where: {displayText_contains: \"lante\", displayText_not: $other}) { displayText path }"),
        ];
        foreach (var (name, field) in questions)
        {
            var query = $"query Q($other: String) {{ {field} }}";
            yield return ($"{name}, kept", new JsonObject { ["query"] = query, ["variables"] = new JsonObject { ["other"] = "none" } }.ToJsonString());
            yield return ($"{name}, new", new JsonObject { ["query"] = query, ["variables"] = new JsonObject { ["other"] = "none %d" } }.ToJsonString());
        }
    }

    private static async Task MeasureAsync(Settings settings, ServerProcess site, ServerProcess floor, string name, string body)
    {
        var answer = await PostAsync(new Uri(site.Address, "/api/graphql"), body.Replace("%d", "0", StringComparison.Ordinal));
        var floorPath = $"/{Uri.EscapeDataString(name)}";
        using var put = new ByteArrayContent(answer);
        (await Client.PutAsync(new Uri(floor.Address, floorPath), put)).EnsureSuccessStatusCode();
        var script = Wrk.Post(body);
        await Wrk.RunAsync(site, "/api/graphql", script, settings.Connections, 3);
        await Wrk.RunAsync(floor, floorPath, script, settings.Connections, 2);
        for (var tries = 1; ; tries++)
        {
            var before = await MedianAsync(floor, floorPath);
            var measured = await MedianAsync(site, "/api/graphql");
            var after = await MedianAsync(floor, floorPath);
            var swing = Math.Abs(before.PerSecond - after.PerSecond) / Math.Max(before.PerSecond, after.PerSecond);
            if (swing > MaxSwing && tries < 3)
                continue;

            var bare = (before.PerSecond + after.PerSecond) / 2;
            var bareCpu = (before.Microseconds + after.Microseconds) / 2;
            Console.WriteLine(FormattableString.Invariant(
                $"| {name} | {answer.Length} | {measured.PerSecond:0} | {before.PerSecond:0}, {after.PerSecond:0}{(swing > MaxSwing ? " (swings)" : "")} | {measured.PerSecond / bare:0.00} | {measured.Microseconds:0} | {measured.Microseconds / bareCpu:0.00} | {measured.P50:0.00} | {measured.P99:0.00} | {Math.Max(before.P99, after.P99):0.00} | {(measured.Bytes < 0 ? "not told" : $"{measured.Bytes / 1024:0.0}")} |"));
            return;
        }

        async Task<Round> MedianAsync(ServerProcess server, string path)
        {
            var rounds = new List<Round>();
            for (var round = 0; round < settings.Rounds; round++)
                rounds.Add(await Wrk.RunAsync(server, path, script, settings.Connections, settings.Seconds));
            return Round.Median(rounds);
        }
    }

    private static async Task<string> PathOfOneAsync(ServerProcess site, int skip)
    {
        var answer = await PostAsync(new Uri(site.Address, "/api/graphql"), new JsonObject { ["query"] = $"{{ guideArticle(first: 1, skip: {skip}) {{ path }} }}" }.ToJsonString());
        return JsonElement.Parse(answer).GetProperty("data").GetProperty("guideArticle")[0].GetProperty("path").GetString()!;
    }

    private static async Task<byte[]> PostAsync(Uri address, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        using var response = await Client.PostAsync(address, content);
        var answer = await response.Content.ReadAsByteArrayAsync();
        var json = JsonElement.Parse(answer);
        return json.TryGetProperty("errors", out var errors) ? throw new InvalidOperationException(errors.ToString()) : answer;
    }
}
