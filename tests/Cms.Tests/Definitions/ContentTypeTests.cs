using System.Text.Json.Nodes;
using Cms.Definitions;

namespace Cms.Tests.Definitions;

public sealed class ContentTypeTests
{
    [Fact]
    public void A_type_without_settings_can_do_nothing()
    {
        var type = TypeWith("{}");

        Assert.Equal(
            (false, false, false, false, false, false, ""),
            (type.Creatable, type.Listable, type.Draftable, type.Versionable, type.Securable, type.IsCustomSettings, type.Stereotype));
    }

    [Fact]
    public void Flags_and_stereotype_come_from_the_settings()
    {
        var type = TypeWith("""{"ContentTypeSettings":{"Creatable":true,"Listable":true,"Draftable":true,"Versionable":true,"Securable":true,"Stereotype":"CustomSettings"}}""");

        Assert.Equal(
            (true, true, true, true, true, true, "CustomSettings"),
            (type.Creatable, type.Listable, type.Draftable, type.Versionable, type.Securable, type.IsCustomSettings, type.Stereotype));
    }

    [Theory]
    [InlineData("""{"ContentTypeSettings":{"Draftable":"true"}}""")]
    [InlineData("""{"ContentTypeSettings":{"Draftable":1}}""")]
    [InlineData("""{"ContentTypeSettings":{"Draftable":null}}""")]
    [InlineData("""{"ContentTypeSettings":[]}""")]
    public void Only_true_switches_a_flag_on(string settings)
    {
        var type = TypeWith(settings);

        Assert.False(type.Draftable);
    }

    [Fact]
    public void A_part_and_a_field_without_a_display_name_show_their_own()
    {
        var part = new TypePart("BagPart", "Sections", DefinitionSettings.None);
        var field = new PartField("TextField", "Summary", new DefinitionSettings(JsonNode.Parse("""{"ContentPartFieldSettings":{"DisplayName":""}}""")!.AsObject()));

        Assert.Equal(("Sections", "Summary"), (part.DisplayName, field.DisplayName));
    }

    private static ContentType TypeWith(string settings) => new("Article", "Article", new DefinitionSettings(JsonNode.Parse(settings)!.AsObject()), []);
}
