using Cms.Host;
using Cms.Host.Commands;
using Cms.Host.Configuration;
using Cms.Recipes;

try
{
    if (CommandLine.IsCommand(args))
        return await CommandLine.RunAsync(args);

    await Server.RunAsync(args);
    return 0;
}
catch (Exception exception) when (exception is ConfigurationException or RecipeException)
{
    await Console.Error.WriteLineAsync(exception.Message);
    return 1;
}
