using Cms.Fields;

namespace Cms.Parts;

/// <summary>Marks an item as a term and names its taxonomy: <c>{"TaxonomyContentItemId":"..."}</c>. Filled in by the taxonomy that holds it.</summary>
public sealed class TermPart : PartType
{
    public override string Name => "TermPart";

    public override Shape Shape => new NoShape();

    public override IReadOnlyList<Member> Stored => [new("TaxonomyContentItemId", ScalarKind.Text)];

    public override Task CompleteAsync(PartBeingSaved part, CancellationToken cancel)
    {
        if (part.Item.Outermost is var taxonomy && taxonomy != part.Item)
            part.Json["TaxonomyContentItemId"] = taxonomy.ContentItemId;
        return Task.CompletedTask;
    }
}
