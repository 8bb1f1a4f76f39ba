using Cms.Media;
using Cms.Users;

namespace Cms.Editing.Files;

/// <summary>Makes a folder for media files.</summary>
public sealed class MakeMediaFolder(CurrentCaller current, MediaFiles files)
{
    /// <summary>The folder; may run twice. <see cref="ProblemKind.Invalid"/> for a path that is none or leads through a file.</summary>
    public Outcome<string> Run(string folder)
    {
        if (current.Caller.Refuse(Permission.ManageMediaContent, "make folders") is { } refused)
            return refused;

        if (!MediaPath.IsValid(folder))
            return Problem.Invalid($"\"{folder}\" is no path of a folder; it must be {MediaPath.Form}.");

        if (files.Find(folder) is not null)
            return Problem.Conflict($"There is a file \"{folder}\" already; choose another name.");

        if (!files.HasFolder(folder) && files.Obstacle(folder, []) is { } obstacle)
            return Problem.Invalid($"\"{folder}\" {obstacle}.");

        files.MakeFolder(folder);
        return folder;
    }
}
