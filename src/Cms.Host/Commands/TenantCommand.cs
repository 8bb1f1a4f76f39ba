using System.CommandLine;
using Cms.Content;
using Cms.Tenants;

namespace Cms.Host.Commands;

/// <summary>What a command on one tenant's data is run with.</summary>
/// <param name="Parsed">The arguments.</param>
/// <param name="Out">Where it writes what came of it.</param>
/// <param name="Scope">The program.</param>
/// <param name="Tenant">The tenant that the command names.</param>
/// <param name="Cancel">Stops the work.</param>
internal sealed record TenantCommand(ParseResult Parsed, Output Out, CommandScope Scope, Tenant Tenant, CancellationToken Cancel)
{
    // Whole items may be large.
    private const int ItemsInOneRead = 200;

    /// <summary>A command with these arguments and options, and the option that names the tenant.</summary>
    public static Command Create(string[] configuration, string name, string description, Symbol[] symbols, Func<TenantCommand, Task<int>> run)
    {
        var command = new Command(name, description);
        foreach (var symbol in symbols)
        {
            if (symbol is Argument argument)
                command.Arguments.Add(argument);
            else
                command.Options.Add((Option)symbol);
        }

        var tenant = RecipeCommands.TenantOption();
        command.Options.Add(tenant);
        command.SetAction((parsed, cancel) => Output.GuardAsync(parsed, async output =>
        {
            await using var scope = await CommandScope.StartAsync(configuration, cancel);
            return await run(new TenantCommand(parsed, output, scope, scope.GetTenant(parsed.GetRequiredValue(tenant)), cancel));
        }));
        return command;
    }

    /// <summary>Runs a service of the tenant in a scope of its own.</summary>
    public async Task<T> RunAsync<TService, T>(Func<TService, Task<T>> work) where TService : notnull
    {
        await using var inside = Scope.Open(Tenant);
        return await work(inside.ServiceProvider.GetRequiredService<TService>());
    }

    /// <summary>All of a list, read page by page.</summary>
    /// <param name="readPage">Reads a page: how many, and after how many.</param>
    public async IAsyncEnumerable<T> ListAllAsync<T>(Func<ContentStore, int, int, Task<IReadOnlyList<T>>> readPage)
    {
        for (var skip = 0; ; skip += ItemsInOneRead)
        {
            var after = skip;
            var page = await RunAsync<ContentStore, IReadOnlyList<T>>(store => readPage(store, ItemsInOneRead, after));
            foreach (var one in page)
                yield return one;

            if (page.Count < ItemsInOneRead)
                yield break;
        }
    }

    /// <summary>Goes on with the work on stored items that a change of definitions left, to its end.</summary>
    public async Task FollowAsync()
    {
        await using var inside = Scope.Open(Tenant);
        await StoredItems.FollowAsync(inside.ServiceProvider, Out, Cancel);
    }

    /// <summary>What the verb made. Throws <see cref="CommandException"/> with the problem's message when it failed.</summary>
    public async Task<T> RequireAsync<TService, T>(Func<TService, Task<Outcome<T>>> work) where TService : notnull => Output.Require(await RunAsync(work));
}
