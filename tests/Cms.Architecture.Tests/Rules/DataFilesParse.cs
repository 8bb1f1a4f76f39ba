using System.Text.Json;
using Cms.Liquid;
using GraphQLParser.Exceptions;

namespace Cms.Architecture.Tests.Rules;

/// <summary>Recipes and themes can be read: JSON (comments allowed), Liquid and GraphQL.</summary>
public static class DataFilesParse
{
    private static readonly JsonDocumentOptions WithComments = new() { CommentHandling = JsonCommentHandling.Skip };

    public static IEnumerable<Violation> Check(SourceTree tree) =>
        tree.Under("recipes/").Concat(tree.Under("themes/")).Select(Complaint).OfType<Violation>();

    private static Violation? Complaint(SourceFile file)
    {
        try
        {
            switch (Path.GetExtension(file.Name))
            {
                case ".json":
                    JsonDocument.Parse(file.Text, WithComments).Dispose();
                    break;
                case ".liquid":
                    LiquidTemplate.Parse(file.Text, file.Path);
                    break;
                case ".graphql":
                    GraphQLParser.Parser.Parse(file.Text);
                    break;
            }

            return null;
        }
        catch (JsonException exception)
        {
            return new Violation(file.Path, (int)(exception.LineNumber ?? 0) + 1, $"is not JSON: {exception.Message}");
        }
        catch (LiquidException exception)
        {
            return new Violation(file.Path, 1, exception.Message);
        }
        catch (GraphQLSyntaxErrorException exception)
        {
            return new Violation(file.Path, exception.Location.Line, $"is not GraphQL: {exception.Description}");
        }
    }
}
