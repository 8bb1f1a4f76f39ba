using Cms.Host;
using Cms.Host.Commands;

try
{
    if (CommandLine.IsCommand(args))
        return await CommandLine.RunAsync(args, Console.Out, Console.Error);

    await Server.RunAsync(args);
    return 0;
}
catch (Exception exception) when (Output.IsExpected(exception))
{
    await Console.Error.WriteLineAsync(exception.Message);
    return 1;
}
