using Cms.Architecture.Tests.Rules;

namespace Cms.Architecture.Tests;

public sealed class CallsAreSafeTests
{
    [Fact]
    public void The_repository_keeps_it() => Repository.Keeps(CallsAreSafe.Check);

    [Theory]
    [InlineData("var now = DateTime.Now;", "DateTime.Now: ask a TimeProvider, which tests can set.")]
    [InlineData("var now = System.DateTime.UtcNow.AddDays(1);", "DateTime.UtcNow: ask a TimeProvider, which tests can set.")]
    [InlineData("var now = DateTimeOffset.Now;", "DateTimeOffset.Now: ask a TimeProvider, which tests can set.")]
    [InlineData("var now = DateTimeOffset.UtcNow;", "DateTimeOffset.UtcNow: ask a TimeProvider, which tests can set.")]
    [InlineData("var item = store.FindAsync(id).Result;", ".Result: await instead; waiting holds a thread.")]
    [InlineData("var name = store.FindAsync(id).Result.Name;", ".Result: await instead; waiting holds a thread.")]
    [InlineData("store.SaveAsync(item).Wait();", ".Wait(): await instead; waiting holds a thread.")]
    [InlineData("_gate.Wait(cancel);", ".Wait(): await instead; waiting holds a thread.")]
    [InlineData("store.SaveAsync(item).GetAwaiter().GetResult();", ".GetAwaiter().GetResult(): await instead; waiting holds a thread.")]
    [InlineData("Thread.Sleep(100);", "Thread.Sleep: await Task.Delay(..., clock, cancel) instead of holding a thread.")]
    [InlineData("async void Save() => await SaveAsync();", "async void: Save must return a Task; an exception in it would end the program.")]
    [InlineData("try { Save(); } catch { }", "empty catch: name the exception that is expected, or log it and say why work goes on.")]
    [InlineData("try { Save(); } catch (Exception) { }", "empty catch: name the exception that is expected, or log it and say why work goes on.")]
    [InlineData("Console.WriteLine(1);", "Console.WriteLine: write to an ILogger; only Cms.Host has a console.")]
    [InlineData("Console.Error.WriteLine(1);", "Console.Error: write to an ILogger; only Cms.Host has a console.")]
    [InlineData("#region Saving\n#endregion", "#region: a file that needs regions wants to be several files.")]
    [InlineData("// TODO later", "TODO: give the issue's number: TODO #12.")]
    public void A_banned_call_is_reported_with_what_would_be_right(string code, string message)
    {
        var tree = SourceTree.Of(("src/Cms/Content/A.cs", $"class A\n{{\nvoid B()\n{{\n{code}\n}}\n}}\n"));

        Assert.Equal([$"src/Cms/Content/A.cs:5: {message}"], CallsAreSafe.Check(tree, exceptions: []).Select(violation => violation.ToString()));
    }

    [Fact]
    public void An_async_void_method_is_reported()
    {
        var tree = SourceTree.Of(("src/Cms.Admin/Pages/Home.razor", "<h1>Home</h1>\n@code {\n    private async void Save() { }\n}\n"));

        var violation = Assert.Single(CallsAreSafe.Check(tree, exceptions: []));

        Assert.Equal("src/Cms.Admin/Pages/Home.razor:3: async void: Save must return a Task; an exception in it would end the program.", violation.ToString());
    }

    [Theory]
    [InlineData("var result = context.Result();")]
    [InlineData("context.Result = answer;")]
    [InlineData("this.Result.Show();")]
    [InlineData("var item = loading.IsCompletedSuccessfully ? loading.Result : null;")]
    [InlineData("await gate.WaitAsync(cancel);")]
    [InlineData("// TODO #12")]
    [InlineData("// TODO (#12)")]
    [InlineData("var text = \"DateTime.Now\";")]
    [InlineData("try { Save(); } catch (OperationCanceledException) { }")]
    [InlineData("try { Save(); } catch (Exception) when (stopping) { }")]
    public void What_only_looks_like_it_is_let_be(string code)
    {
        Assert.Empty(CallsAreSafe.Check(SourceTree.Of(("src/Cms/Content/A.cs", $"class A {{ async Task B() {{\n{code}\n}} }}")), exceptions: []));
    }

    [Fact]
    public void The_host_may_write_to_the_console()
    {
        Assert.Empty(CallsAreSafe.Check(SourceTree.Of(("src/Cms.Host/Program.cs", "Console.WriteLine();")), exceptions: []));
    }

    [Fact]
    public void An_exception_holds_for_one_call_in_one_file()
    {
        var tree = SourceTree.Of(("src/Cms/A.cs", "var a = task.Result; Thread.Sleep(1);"), ("src/Cms/B.cs", "var b = task.Result;"));

        var violations = CallsAreSafe.Check(tree, exceptions: [("src/Cms/A.cs", ".Result", "it is done")]);

        Assert.Equal(["src/Cms/A.cs", "src/Cms/B.cs"], violations.Select(violation => violation.Path));
    }

    [Fact]
    public void An_exception_that_is_not_needed_any_more_is_reported()
    {
        var violation = Assert.Single(CallsAreSafe.Check(SourceTree.Of(("src/Cms/A.cs", "")), exceptions: [("src/Cms/A.cs", ".Result", "it is done")]));

        Assert.Equal("src/Cms/A.cs:1: no longer has .Result: take the exception out of CallsAreSafe.", violation.ToString());
    }
}
