using Cms.Users;

namespace Cms.Editing;

/// <summary>Who changes something.</summary>
/// <param name="UserId">The user's id; empty for the program itself.</param>
/// <param name="UserName">The name that versions show as author.</param>
public sealed record Editor(string UserId, string UserName)
{
    /// <summary>Whoever asks.</summary>
    public static Editor Of(Caller caller) => new(caller.UserId, caller.UserName);

    /// <summary>The program itself: recipes and commands.</summary>
    public static Editor System { get; } = new("", "system");
}
