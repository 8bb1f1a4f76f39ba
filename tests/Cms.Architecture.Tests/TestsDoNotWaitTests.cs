using Cms.Architecture.Tests.Rules;

namespace Cms.Architecture.Tests;

public sealed class TestsDoNotWaitTests
{
    [Fact]
    public void The_repository_keeps_it() => Repository.Keeps(TestsDoNotWait.Check);

    [Theory]
    [InlineData("class ATests { void B() {\nThread.Sleep(100); } }", "Thread.Sleep: ask until it is so, with Eventually.")]
    [InlineData("class ATests { async Task B() {\nawait Task.Delay(100); } }", "Task.Delay: ask until it is so, with Eventually, or set a TimeProvider.")]
    [InlineData("class ATests { [Fact(\nSkip = \"later\")] void B() { } }", "Skip on a test hides it on every machine: call Assert.SkipUnless(condition, \"what is absent\") in it.")]
    public void Waiting_and_hiding_are_reported(string code, string message)
    {
        var violation = Assert.Single(TestsDoNotWait.Check(SourceTree.Of(("tests/Cms.Tests/ATests.cs", code))));

        Assert.Equal($"tests/Cms.Tests/ATests.cs:2: {message}", violation.ToString());
    }

    [Theory]
    [InlineData("class Eventually { async Task Is() => await Task.Delay(20); }")]
    [InlineData("class ATests { async Task B() => await Task.Delay(Timeout.Infinite, cancel); }")]
    [InlineData("class ATests { void B() => Assert.SkipUnless(reachable, \"no PostgreSQL\"); }")]
    public void Asking_until_it_is_so_is_right(string code)
    {
        Assert.Empty(TestsDoNotWait.Check(SourceTree.Of(("tests/Cms.Tests/ATests.cs", code))));
    }
}
