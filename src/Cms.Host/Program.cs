using Cms.Host;
using Cms.Host.Commands;
using Cms.Host.Configuration;
using Cms.Recipes;
using Cms.Storage;

try
{
    if (CommandLine.IsCommand(args))
        return await CommandLine.RunAsync(args);

    await Server.RunAsync(args);
    return 0;
}
catch (Exception exception) when (exception is ConfigurationException or RecipeException or StorageException)
{
    await Console.Error.WriteLineAsync(exception.Message);
    return 1;
}
