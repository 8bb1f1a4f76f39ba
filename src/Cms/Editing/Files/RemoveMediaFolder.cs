using Cms.Media;
using Cms.Users;

namespace Cms.Editing.Files;

/// <summary>Takes an empty folder for media files away.</summary>
public sealed class RemoveMediaFolder(CurrentCaller current, MediaFiles files)
{
    /// <summary>Takes the folder away. <see cref="ProblemKind.NotFound"/> when there is none, <see cref="ProblemKind.Conflict"/> when something is in it.</summary>
    public Outcome<string> Run(string folder)
    {
        if (current.Caller.Refuse(Permission.ManageMediaContent, "remove folders") is { } refused)
            return refused;

        if (folder.Length == 0 || !files.HasFolder(folder))
            return Problem.NotFound($"There is no media folder \"{folder}\".");

        return files.RemoveFolder(folder) ? folder : Problem.Conflict($"Something is in the folder \"{folder}\"; move or remove that first.");
    }
}
