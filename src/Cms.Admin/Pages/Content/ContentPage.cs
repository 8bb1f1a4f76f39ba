using Cms.Content;
using Cms.Editing;
using Cms.Editing.Lists;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Cms.Admin.Pages.Content;

/// <summary>What the pages with lists of content have in common.</summary>
public abstract class ContentPage : AdminComponent
{
    /// <summary>The browser.</summary>
    [Inject]
    protected IJSRuntime Js { get; private set; } = null!;

    /// <summary>Tells the time.</summary>
    [Inject]
    protected TimeProvider Clock { get; private set; } = null!;

    /// <summary>What there is to choose from; null until it is known.</summary>
    protected ListingChoices? Choices { get; private set; }

    /// <summary>Who works here, as versions name them.</summary>
    protected Editor Me => new(Desk.Caller.UserId, Desk.Caller.UserName);

    /// <summary>The day it is at the site.</summary>
    protected DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(Clock.GetUtcNow(), Desk.Site.TimeZone).DateTime);

    /// <summary>Looks what there is to choose from.</summary>
    protected async Task LoadChoicesAsync() => Choices = await DoAsync<ListChoices, ListingChoices>(verb => verb.RunAsync(CancellationToken.None));

    /// <summary>What people call a type.</summary>
    protected string TypeName(string contentType) => Choices?.Types.Concat(Choices.NewTypes).FirstOrDefault(type => type.Name == contentType)?.DisplayName ?? contentType;

    /// <summary>Where an item is edited.</summary>
    protected static string EditorOf(string contentItemId) => $"admin/content/{Uri.EscapeDataString(contentItemId)}/edit";

    /// <summary>Where its versions are.</summary>
    protected static string HistoryOf(string contentItemId) => $"admin/content/{Uri.EscapeDataString(contentItemId)}/history";

    /// <summary>What stands in the place of a title that is empty.</summary>
    protected static string Title(string displayText) => displayText.Length > 0 ? displayText : Browser.Texts.T("ContentList.Untitled");

    /// <summary>The word for how an item stands, and its class.</summary>
    protected static (string Word, string Look) Named(ItemState state) => state switch
    {
        ItemState.Published => (Browser.Texts.T("ItemState.Published"), "badge badge-good"),
        ItemState.Changed => (Browser.Texts.T("ItemState.Changed"), "badge badge-warn"),
        _ => (Browser.Texts.T("ItemState.Draft"), "badge badge-soft"),
    };
}
