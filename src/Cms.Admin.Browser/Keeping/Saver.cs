using System.Net;
using System.Text.Json.Nodes;
using Cms.Admin.Browser.Wire;

namespace Cms.Admin.Browser.Keeping;

/// <summary>How far what was written is safe.</summary>
public enum SaveState
{
    /// <summary>Nothing was written.</summary>
    Untouched,

    /// <summary>Written and kept by the browser; on its way to the server.</summary>
    Kept,

    /// <summary>All of it is stored.</summary>
    Stored,

    /// <summary>The server cannot be reached; it is tried again.</summary>
    Offline,

    /// <summary>The sign-in has ended; it goes on after a new one.</summary>
    SignedOut,

    /// <summary>The server refused it; what is wrong stands at the fields.</summary>
    Refused,

    /// <summary>Somebody else changed the same fields; somebody has to choose.</summary>
    Conflict,
}

/// <summary>
/// Never loses a word: what is written is kept in this browser at once and stored on the server a moment later, by the version that it was made from. "Stored" is only said of words that the server has.
/// </summary>
public sealed class Saver(Draft draft, DeskClient desk, Keep keep, TimeProvider clock) : IAsyncDisposable
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(900), Longest = TimeSpan.FromSeconds(4), FirstRetry = TimeSpan.FromSeconds(1), LastRetry = TimeSpan.FromSeconds(15);

    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _one = new(1, 1);
    private Sent? _unheard;
    private MadeFrom? _openBase;
    private DateTime? _writtenSince;
    private DateTimeOffset? _firstUnsaved;
    private int _waiting;
    private bool _isKeeping, _keepsAgain;
    private TimeSpan _retry = FirstRetry;

    /// <summary>The state has changed.</summary>
    public event Action? StateChanged;

    /// <summary>How far what was written is safe.</summary>
    public SaveState State { get; private set; } = SaveState.Untouched;

    /// <summary>When the server stored it last, UTC; null for never in this visit.</summary>
    public DateTime? StoredUtc { get; private set; }

    /// <summary>Why the server refused it; null when it did not.</summary>
    public string? Refusal { get; private set; }

    /// <summary>What somebody has to choose.</summary>
    public IReadOnlyList<MergeConflict> Conflicts { get; private set; } = [];

    /// <summary>Whose changes were put together with these last; null for nobody's.</summary>
    public string? MergedWith { get; private set; }

    /// <summary>Begins to keep and to save.</summary>
    public void Start() => draft.Changed += OnChanged;

    /// <summary>Looks whether this browser kept words that the server does not have, and goes on with them.</summary>
    /// <returns>True when there were some.</returns>
    public async Task<bool> RecoverAsync()
    {
        if (await keep.FindAsync(draft.Item.ContentItemId) is not { } kept)
            return false;

        if (JsonNode.DeepEquals(kept.Parts, draft.Base))
        {
            await keep.ForgetAsync(draft.Item.ContentItemId);
            return false;
        }

        if (kept.BasedOn == draft.BasedOn)
        {
            // The server may be storing it just now.
            _unheard = kept.Sent is null || JsonNode.DeepEquals(kept.Sent, kept.Parts) ? null : new Sent(kept.Sent, draft.Revision);
            draft.PutBack(kept.Parts);
        }
        else
            Join(draft.Item, new MadeFrom(kept.BasedOn, kept.Base), kept.Parts, kept.Sent);
        return true;
    }

    /// <summary>Saves now. True when everything is stored.</summary>
    public async Task<bool> SaveNowAsync()
    {
        // A new item is not there before it is stored, also where nothing was written.
        if (draft.BasedOn is null && !draft.HasUnsaved)
            draft.Touch();
        for (var tries = 0; draft.HasUnsaved && tries < 5 && State is not SaveState.Conflict; tries++)
        {
            // Put together with what somebody else saved meanwhile, it goes on; what visitors would see at once is looked at before.
            if (!await SaveAsync() && (State is not SaveState.Kept || !draft.Item.HasDrafts))
                return false;
        }

        return !draft.HasUnsaved;
    }

    /// <summary>Tries again at once, as when the connection or the sign-in is back.</summary>
    public Task TryAgainAsync()
    {
        _retry = FirstRetry;
        if (State is not (SaveState.Offline or SaveState.SignedOut))
            return Task.CompletedTask;

        if (draft.Item.HasDrafts)
            return SaveAsync();

        Set(SaveState.Kept);
        return Task.CompletedTask;
    }

    /// <summary>Chooses what becomes of a field that two people changed.</summary>
    public void Choose(MergeConflict conflict, bool theirs)
    {
        if (theirs)
            conflict.TakeTheirs(draft.Parts);
        Conflicts = [.. Conflicts.Where(one => one != conflict)];
        if (Conflicts.Count == 0)
            (State, _openBase) = (SaveState.Kept, null);
        draft.PutBack(draft.Parts);
        StateChanged?.Invoke();
    }

    /// <summary>Asks the server for something else than saving, such as publishing, while nothing is being saved, and takes in what the item is then. What is typed meanwhile is put over it.</summary>
    /// <param name="ask">Asks; what it answers is given back.</param>
    public async Task<Answer<EditedItem>> DoAsync(Func<Task<Answer<EditedItem>>> ask)
    {
        await _one.WaitAsync(_stop.Token);
        try
        {
            var answer = await ask();
            if (answer.Value is { } now)
                Refresh(now);
            else if (answer.Refusal?.Theirs is { } theirs)
                Join(theirs);
            return answer;
        }
        finally
        {
            _one.Release();
        }
    }

    // What the item became on the server by what was done here.
    private void Refresh(EditedItem now)
    {
        var merged = MergedWith;
        Join(now);
        MergedWith = merged;
        StateChanged?.Invoke();
    }

    // What somebody else saved, which presence or a refusal told. What is not stored yet is put over it, and where both wrote, somebody has to choose.
    private void Join(EditedItem theirs)
    {
        if (draft.HasUnsaved)
        {
            Join(theirs, Before, draft.Parts, _unheard?.Parts);
            return;
        }

        MergedWith = theirs.Author;
        draft.Take(theirs, merged: null);
        StateChanged?.Invoke();
    }

    public async ValueTask DisposeAsync()
    {
        draft.Changed -= OnChanged;
        await _stop.CancelAsync();
        _stop.Dispose();
    }

    // What was sent, and the revision that it was.
    private sealed record Sent(JsonObject Parts, int Revision);

    // While somebody has to choose, what is kept still says what it was made from, so that the choice is asked again after a reload.
    private MadeFrom Before => _openBase ?? new MadeFrom(draft.BasedOn, draft.Base);

    private void Join(EditedItem theirs, MadeFrom before, JsonObject mine, JsonObject? sent)
    {
        var merge = Merge.Of(before.Parts, mine, theirs.Parts, theirs.ContentType, sent);
        MergedWith = sent is not null && JsonNode.DeepEquals(merge.Parts, mine) ? MergedWith : theirs.Author;
        (Conflicts, _unheard, _writtenSince) = (merge.Conflicts, null, null);

        // Before anybody hears of the new parts: nothing may be stored over theirs until somebody has chosen.
        var asks = Conflicts.Count > 0;
        (State, _openBase) = (asks ? SaveState.Conflict : SaveState.Kept, asks ? before : null);
        draft.Take(theirs, merge.Parts);
        if (!draft.HasUnsaved)
        {
            State = SaveState.Stored;
            _ = ForgetAsync();
        }

        StateChanged?.Invoke();
    }

    private async Task ForgetAsync() => await keep.ForgetAsync(draft.Item.ContentItemId);

    private void OnChanged()
    {
        if (!draft.HasUnsaved)
            return;

        _firstUnsaved ??= clock.GetUtcNow();
        if (State is SaveState.Untouched or SaveState.Stored or SaveState.Refused)
            Set(SaveState.Kept);
        _ = KeepAsync();

        // Where the server cannot be reached, or nobody is signed in, the next try is planned already, and a key more is no reason for another one.
        if (State is not (SaveState.Conflict or SaveState.Offline or SaveState.SignedOut))
            _ = SaveSoonAsync(clock.GetUtcNow() - _firstUnsaved > Longest ? TimeSpan.Zero : Quiet);
    }

    // At once, and where one is still being kept, the last of those that came meanwhile right after it.
    private async Task KeepAsync()
    {
        _keepsAgain = true;
        if (_isKeeping)
            return;

        _isKeeping = true;
        try
        {
            while (_keepsAgain && draft.HasUnsaved)
            {
                _keepsAgain = false;
                await keep.PutAsync(draft, Before, _unheard?.Parts);
            }
        }
        finally
        {
            _isKeeping = false;
        }
    }

    // Nothing is published by itself: items without drafts are stored when somebody says so.
    private async Task SaveSoonAsync(TimeSpan after)
    {
        if (!draft.Item.HasDrafts)
            return;

        var mine = ++_waiting;
        try
        {
            await Task.Delay(after, clock, _stop.Token);
            if (mine == _waiting && draft.HasUnsaved)
                await SaveAsync();
        }
        catch (OperationCanceledException)
        {
            // The page is left; what was not stored is kept.
        }
    }

    private async Task<bool> SaveAsync()
    {
        await _one.WaitAsync(_stop.Token);
        try
        {
            return !draft.HasUnsaved || (State is not SaveState.Conflict && await SendAsync());
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task<bool> SendAsync()
    {
        // What nobody heard of may be stored: sent once more before what was written since, it is never taken for somebody else's words.
        var isAgain = _unheard is not null;
        var (parts, revision) = _unheard ??= new Sent(draft.Parts.DeepClone().AsObject(), draft.Revision);
        await keep.PutAsync(draft, Before, parts);
        var answer = await desk.SaveAsync(draft.Item.ContentItemId, new DraftToSave { ContentType = draft.Item.ContentType, BasedOn = draft.BasedOn, Parts = parts, WrittenSinceUtc = _writtenSince, DisplayText = draft.Item.DisplayText, Publish = !draft.Item.HasDrafts });
        if (answer.Status is not (null or HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout))
            _unheard = null;
        switch (answer.Status)
        {
            case HttpStatusCode.OK:
                Done(answer.Value!, parts, revision, isAgain ? TimeSpan.Zero : Quiet);
                if (!draft.HasUnsaved)
                    await ForgetAsync();
                return true;
            case HttpStatusCode.Conflict when answer.Refusal?.Theirs is { } theirs:
                Join(theirs, Before, draft.Parts, parts);
                if (State == SaveState.Kept)
                    _ = SaveSoonAsync(TimeSpan.Zero);
                return false;
            case HttpStatusCode.Unauthorized:
                Set(SaveState.SignedOut);
                return false;
            case null or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout or HttpStatusCode.InternalServerError or HttpStatusCode.TooManyRequests:
                Set(SaveState.Offline);
                _ = SaveSoonAsync(_retry);
                _retry = _retry * 2 < LastRetry ? _retry * 2 : LastRetry;
                return false;
            default:
                Refuse(answer.Refusal);
                return false;
        }
    }

    private void Done(SavedDraft saved, JsonObject parts, int revision, TimeSpan next)
    {
        (_retry, Refusal, StoredUtc) = (FirstRetry, null, saved.SavedUtc);
        _writtenSince = saved.WrittenSinceUtc;
        draft.Stored(saved, parts, revision);
        draft.Complain([]);
        _firstUnsaved = draft.HasUnsaved ? clock.GetUtcNow() : null;
        Set(draft.HasUnsaved ? SaveState.Kept : SaveState.Stored);
        if (draft.HasUnsaved)
            _ = SaveSoonAsync(next);
    }

    private void Refuse(Refusal? refusal)
    {
        Refusal = refusal?.Message ?? Texts.T("Editor.Refused");
        draft.Complain(refusal?.Complaints ?? []);
        Set(SaveState.Refused);
    }

    private void Set(SaveState state)
    {
        if (State == state && state is not (SaveState.Stored or SaveState.Refused))
            return;

        State = state;
        StateChanged?.Invoke();
    }
}
