using GraphQL;
using GraphQL.DataLoader;
using GraphQL.Execution;
using ExecutionContext = GraphQL.Execution.ExecutionContext;

namespace Cms.GraphQL.Resolving;

/// <summary>Answers as GraphQL.NET does, and stops when an answer gets too big: while it is made, so that it never lies in memory as a whole.</summary>
internal sealed class BoundedExecuter : DocumentExecuter
{
    private static readonly BoundedExecution Bounded = new();

    protected override IExecutionStrategy SelectExecutionStrategy(ExecutionContext context) => Bounded;

    private sealed class BoundedExecution : ParallelExecutionStrategy
    {
        // Quotes, colon and comma.
        private const int AroundName = 4;

        protected override Task ExecuteNodeAsync(ExecutionContext context, ExecutionNode node)
        {
            var executing = base.ExecuteNodeAsync(context, node);
            if (!executing.IsCompletedSuccessfully)
                return CountLaterAsync(executing, context, node);

            Count(context, node);
            return Task.CompletedTask;
        }

        // What is read for all of a level is known only now.
        protected override async Task CompleteDataLoaderNodeAsync(ExecutionContext context, ExecutionNode node)
        {
            await base.CompleteDataLoaderNodeAsync(context, node);
            if (node is { Result: not IDataLoaderResult })
                ((RequestState)context.UserContext!).CountCharacters(LengthOf(node));
        }

        private static async Task CountLaterAsync(Task executing, ExecutionContext context, ExecutionNode node)
        {
            await executing;
            Count(context, node);
        }

        private static void Count(ExecutionContext context, ExecutionNode node)
        {
            // The root has no name and is nothing of the answer.
            if (node.Name is { } name)
                ((RequestState)context.UserContext!).CountCharacters(name.Length + AroundName + LengthOf(node));
        }

        private static long LengthOf(ExecutionNode node) => node switch
        {
            ArrayExecutionNode { Items: { } items } => items.Sum(LengthOf),
            ValueExecutionNode { Result: string text } => text.Length,
            _ => 1,
        };
    }
}
