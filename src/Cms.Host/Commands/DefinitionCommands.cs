using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Definitions;
using Cms.Modeling;
using Spectre.Console;

namespace Cms.Host.Commands;

/// <summary><c>cms definitions ...</c></summary>
internal static class DefinitionCommands
{
    private static readonly JsonSerializerOptions Indented = new(ContentItemJson.Options) { WriteIndented = true };

    public static Command Create(string[] configuration) => new("definitions", "Shows and changes content types, parts and fields.")
    {
        List(configuration), Show(configuration), Status(configuration),
        new Command("rename", "Gives a type, part or field another name; items, drafts and old versions follow.")
        {
            Change(configuration, "type", "A content type with its own part.", ["OLD", "NEW"], names => new RenameDefinition(DefinitionKind.Type, "", names[0], names[1])),
            Change(configuration, "part", "A part with fields.", ["OLD", "NEW"], names => new RenameDefinition(DefinitionKind.Part, "", names[0], names[1])),
            Change(configuration, "attached", "A part as it is attached to one type, such as a bag.", ["TYPE", "OLD", "NEW"], names => new RenameDefinition(DefinitionKind.AttachedPart, names[0], names[1], names[2])),
            Change(configuration, "field", "A field of a part; a type's own fields belong to the part of its name.", ["PART", "OLD", "NEW"], names => new RenameDefinition(DefinitionKind.Field, names[0], names[1], names[2])),
        },
        new Command("remove", "Removes a type, part or field. What items have stored of it stays until it is purged.")
        {
            Change(configuration, "type", "A content type; its items stay in the store.", ["NAME"], names => new DeleteDefinitions([names[0]], [])),
            Change(configuration, "part", "A part with its fields.", ["NAME"], names => new DeleteDefinitions([], [names[0]])),
            Change(configuration, "attached", "A part from one type.", ["TYPE", "NAME"], names => new RemoveDefinition(DefinitionKind.AttachedPart, names[0], names[1])),
            Change(configuration, "field", "A field from a part.", ["PART", "NAME"], names => new RemoveDefinition(DefinitionKind.Field, names[0], names[1])),
        },
        new Command("drop-names", "Ends that GraphQL still gives something under the names that it had before it was renamed.")
        {
            Change(configuration, "type", "A content type's list and GraphQL types.", ["NAME"], names => new DropFormerNames(DefinitionKind.Type, "", names[0])),
            Change(configuration, "part", "A part with fields, wherever it is attached under its own name.", ["NAME"], names => new DropFormerNames(DefinitionKind.Part, "", names[0])),
            Change(configuration, "attached", "A part as it is attached to one type, such as a bag.", ["TYPE", "NAME"], names => new DropFormerNames(DefinitionKind.AttachedPart, names[0], names[1])),
            Change(configuration, "field", "A field of a part.", ["PART", "NAME"], names => new DropFormerNames(DefinitionKind.Field, names[0], names[1])),
        },
        new Command("purge", "Throws away for good what items still have stored of something that was removed.")
        {
            Change(configuration, "type", "All items of a removed type.", ["NAME"], names => new PurgeData(DefinitionKind.Type, "", names[0])),
            Change(configuration, "attached", "Data of a part that was taken from a type.", ["TYPE", "NAME"], names => new PurgeData(DefinitionKind.AttachedPart, names[0], names[1])),
            Change(configuration, "field", "Data of a field that was taken from a part.", ["PART", "NAME"], names => new PurgeData(DefinitionKind.Field, names[0], names[1])),
        },
        Apply(configuration),
    };

    private static Command List(string[] configuration) => TenantCommand.Create(configuration, "list", "Lists content types and parts.", [], async command =>
    {
        var known = await DefinitionsAsync(command);
        var types = Output.Table("Content type", "Parts");
        foreach (var type in known.Types)
            types.AddRow(type.Name.EscapeMarkup(), string.Join(", ", type.Parts.Select(part => part.Name == part.PartName ? part.Name : $"{part.Name} ({part.PartName})")).EscapeMarkup());
        command.Out.Write(types);
        var parts = Output.Table("Part", "Fields");
        foreach (var part in known.Parts)
            parts.AddRow(part.Name.EscapeMarkup(), string.Join(", ", part.Fields.Select(field => $"{field.Name} ({field.FieldName})")).EscapeMarkup());
        command.Out.Write(parts);
        return 0;
    });

    private static Command Show(string[] configuration)
    {
        var name = new Argument<string>("NAME") { Description = "A content type or part." };
        return TenantCommand.Create(configuration, "show", "Writes a type and the part of its name as a recipe step, ready to be changed and applied.", [name], async command =>
        {
            var known = await DefinitionsAsync(command);
            var wanted = command.Parsed.GetRequiredValue(name);
            var (type, part) = (known.FindType(wanted), known.FindPart(wanted));
            if (type is null && part is null)
                throw new CommandException($"There is no content type or part \"{wanted}\"; there is {string.Join(", ", known.Types.Select(one => one.Name).Union(known.Parts.Select(one => one.Name)).DefaultIfEmpty("none"))}.");

            var step = new JsonObject
            {
                ["name"] = "ContentDefinition",
                ["ContentTypes"] = type is null ? [] : new JsonArray(DefinitionsJson.Write(type)),
                ["ContentParts"] = part is null ? [] : new JsonArray(DefinitionsJson.Write(part)),
            };
            command.Out.Line(step.ToJsonString(Indented));
            return 0;
        });
    }

    private static Command Status(string[] configuration) =>
        TenantCommand.Create(configuration, "status", "Says which changes are still going through the stored items, and which indexes of fields are ready.", [], async command =>
        {
            var pending = await command.RunAsync<ContinueRewrites, IReadOnlyList<RewriteProgress>>(verb => verb.ListAsync(command.Cancel));
            foreach (var one in pending)
                command.Out.Line($"{one.Rewrite.Title}: {one.Done} of {one.Total} versions.");
            if (pending.Count == 0)
                command.Out.Line("All stored items are as the definitions say.");
            command.Out.Remarks((await command.RunAsync<LeftOutOfIndex, IReadOnlyList<LeftOut>>(left => left.ListAsync(command.Cancel))).Select(one => one.ToString()));
            foreach (var index in await command.RunAsync<BuildFieldIndexes, IReadOnlyList<FieldIndexState>>(verb => verb.ListAsync(command.Cancel)))
                command.Out.Line($"Index of {index.Field}: {(index.IsReady ? "ready" : index.Percent is { } percent ? $"{percent} % made" : "waiting for the server to make it")}.");
            return 0;
        });

    private static Command Apply(string[] configuration)
    {
        var file = new Argument<string>("FILE") { Description = "JSON with ContentTypes and ContentParts, as definitions show writes it." };
        var replace = new Option<bool>("--replace") { Description = "Put them in the place of those of the same name instead of merging them." };
        return WithPlan(configuration, "apply", "Adds or changes definitions from a file.", [file, replace], async (parsed, cancel) =>
        {
            var name = parsed.GetRequiredValue(file);
            JsonNode? json;
            try
            {
                json = JsonNode.Parse(await File.ReadAllTextAsync(name, cancel), documentOptions: new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            }
            catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
            {
                throw new CommandException($"{name} cannot be read: {exception.Message}");
            }

            if (json is not JsonObject definitions)
                throw new CommandException($"{name} must be a JSON object with ContentTypes and ContentParts.");
            return parsed.GetValue(replace) ? new ReplaceDefinitions(definitions) : new MergeDefinitions(definitions);
        });
    }

    private static Command Change(string[] configuration, string what, string description, string[] names, Func<string[], DefinitionChange> change)
    {
        var arguments = names.Select(name => new Argument<string>(name)).ToArray();
        return WithPlan(configuration, what, description, arguments, (parsed, _) => Task.FromResult(change([.. arguments.Select(argument => parsed.GetRequiredValue(argument))])));
    }

    // Every change can be asked what it would do, and is followed to its end.
    private static Command WithPlan(
        string[] configuration, string name, string description, Symbol[] symbols, Func<ParseResult, CancellationToken, Task<DefinitionChange>> read)
    {
        var dryRun = new Option<bool>("--dry-run") { Description = "Count what would happen and change nothing." };
        return TenantCommand.Create(configuration, name, description, [.. symbols, dryRun], async command =>
        {
            var change = await read(command.Parsed, command.Cancel);
            var isDry = command.Parsed.GetValue(dryRun);
            var plan = isDry
                ? await command.RequireAsync<PlanDefinitions, DefinitionPlan>(verb => verb.RunAsync(change, command.Cancel))
                : await command.RequireAsync<ChangeDefinitions, DefinitionPlan>(verb => verb.RunAsync(change, command.Cancel));
            foreach (var one in plan.Changes)
                command.Out.Line(one.ToString());
            command.Out.Remarks(plan.Warnings);
            if (plan.Changes.Count == 0)
                command.Out.Line("The definitions are so already.");
            if (isDry)
                command.Out.Line("Dry run: nothing was changed.");
            else if (plan.Pending is not null)
                await command.FollowAsync();
            return 0;
        });
    }

    private static Task<ContentDefinitions> DefinitionsAsync(TenantCommand command) =>
        command.RunAsync<TenantDefinitions, ContentDefinitions>(definitions => definitions.GetAsync(command.Cancel));
}
