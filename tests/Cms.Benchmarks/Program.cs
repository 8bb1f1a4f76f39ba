using System.Globalization;
using Cms.Benchmarks;

// The hot paths over HTTP on loopback under wrk, each beside its floor: a bare server that returns the same bytes from memory. Both are processes of their
// own, so that CPU time and allocations are theirs alone.
// dotnet run -c Release --project tests/Cms.Benchmarks [-- guides=1000 seconds=10 rounds=3 connections=16 database=CONNECTION folder=PATH cases=Q1,Q2]
// What an editor waits for in Chromium (CMS_TEST_CHROMIUM, else /usr/bin/chromium), at a server that was published:
// dotnet publish src/Cms.Host -c Release -o FOLDER && dotnet run -c Release --project tests/Cms.Benchmarks -- desk FOLDER/cms.dll [rounds]
return args switch
{
    ["serve", .. var server] => await SiteUnderLoad.ServeAsync(server),
    ["floor", ..] => await Floor.ServeAsync(),
    ["desk", var program, .. var rounds] => await DeskTest.RunAsync(program, rounds is [var count] ? int.Parse(count, CultureInfo.InvariantCulture) : 10),
    _ => await LoadTest.RunAsync(Settings.Read(args)),
};
