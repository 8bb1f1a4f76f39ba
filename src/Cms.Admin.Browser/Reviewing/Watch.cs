using System.Net;
using Cms.Admin.Browser.Keeping;
using Cms.Admin.Browser.Wire;

namespace Cms.Admin.Browser.Reviewing;

/// <summary>
/// Watches what others do with the item while it is open: says every ten seconds that this editor is there, and hears who else is, what they saved and what they said. Whatever comes is taken in by the
/// <see cref="Saver"/>, so that nothing typed meanwhile is lost.
/// </summary>
public sealed class Watch(Draft draft, DeskClient desk, Saver saver, TimeProvider clock) : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _stop = new();
    private string? _stamp;
    private bool _isBeating;

    /// <summary>Others came or left, or somebody saved.</summary>
    public event Action? Changed;

    /// <summary>There is something new in what is said about the item.</summary>
    public event Action? Discussed;

    /// <summary>What somebody else saved was put in the place of what was shown; with their name.</summary>
    public event Action<string>? TakenIn;

    /// <summary>Names this open editor.</summary>
    public string Editor { get; } = ItemId.New();

    /// <summary>The field that somebody is in here; null for none.</summary>
    public string? Place { get; set; }

    /// <summary>Who else has the item open.</summary>
    public IReadOnlyList<Other> Others { get; private set; } = [];

    /// <summary>What is said about the item; null until it is known.</summary>
    public Discussion? Discussion { get; private set; }

    /// <summary>Who saved a newer version that is put together with what is written here when that is stored; null for nobody.</summary>
    public string? NewerBy { get; private set; }

    /// <summary>What a new comment is to be about: a place of the item; empty for all of it.</summary>
    public string About { get; private set; } = "";

    /// <summary>A comment is to be written about something else.</summary>
    public event Action? Asked;

    /// <summary>How many comments are open at a place.</summary>
    public int CountAt(string place)
    {
        if (Discussion is not { Comments.Count: > 0 } discussion)
            return 0;

        var here = CommentPlaces.Of(draft, place);
        return discussion.Comments.Count(comment => comment is { AnswersId: null, ResolvedBy: null } && comment.InsideId == here.InsideId && comment.Place == here.Place);
    }

    /// <summary>Begins a comment about this place.</summary>
    public void Ask(string place)
    {
        About = place;
        Asked?.Invoke();
    }

    /// <summary>Takes in what the server answered to something that was done here.</summary>
    public async Task TakeAsync(Discussion discussion)
    {
        Discussion = discussion;
        Discussed?.Invoke();
        if (discussion.VersionId != draft.BasedOn)
            await TakeInAsync(draft.Item.Author, isOwn: true);
    }

    /// <summary>Watches until it is disposed of.</summary>
    public async Task RunAsync()
    {
        try
        {
            while (!_stop.IsCancellationRequested)
            {
                await BeatAsync();
                await Task.Delay(Interval, clock, _stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The page is left.
        }
    }

    /// <summary>Says that this editor is there, and takes in what is new. An item that was never stored is nobody else's.</summary>
    public async Task BeatAsync()
    {
        if (_isBeating || draft.BasedOn is null || _stop.IsCancellationRequested)
            return;

        _isBeating = true;
        try
        {
            var heard = await desk.WatchAsync(draft.Item.ContentItemId, new Watching(Editor, Place));
            if (heard.Value is { } now)
                await HearAsync(now);
            else if (Others.Count > 0)
                ShowOthers([]);
        }
        finally
        {
            _isBeating = false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _stop.Dispose();
    }

    private async Task HearAsync(Watched now)
    {
        if (!now.Others.SequenceEqual(Others))
            ShowOthers(now.Others);

        // The review says whether the item changed since, which another version may answer in another way.
        var stamp = $"{now.Stamp} {now.VersionId}";
        if (stamp != _stamp && (await desk.DiscussAsync(draft.Item.ContentItemId)).Value is { } discussion)
        {
            (_stamp, Discussion) = (stamp, discussion);
            Discussed?.Invoke();
        }

        if (now.VersionId != draft.BasedOn || now.IsPublished != draft.Item.IsPublished)
            await TakeInAsync(now.Author, isOwn: false);
        else if (NewerBy is not null)
            ShowNewer(null);
    }

    // What is not stored yet goes first: its answer brings theirs along, and both are put together.
    private async Task TakeInAsync(string author, bool isOwn)
    {
        if (draft.HasUnsaved)
        {
            ShowNewer(author);
            return;
        }

        var (before, isTaken) = (draft.BasedOn, false);
        await saver.DoAsync(async () =>
        {
            // What was being saved here until now may be the newer version itself.
            if (draft.BasedOn != before)
                return new Answer<EditedItem>(HttpStatusCode.NoContent, null, null);

            var opened = await desk.OpenAsync(draft.Item.ContentItemId);
            isTaken = opened.Value is not null && opened.Value.VersionId != before;
            return opened;
        });
        ShowNewer(null);
        if (isTaken && !isOwn)
            TakenIn?.Invoke(author);
    }

    private void ShowOthers(IReadOnlyList<Other> others)
    {
        Others = others;
        Changed?.Invoke();
    }

    private void ShowNewer(string? author)
    {
        if (NewerBy == author)
            return;

        NewerBy = author;
        Changed?.Invoke();
    }
}
