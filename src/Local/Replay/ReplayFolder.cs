using System.Text.Json;
using GridCase.Local.Replay.Orders;

namespace GridCase.Local.Replay;

/// <summary>
/// The data folder of a replay, always begun afresh. A note in it says that a replay made it, and of what: only such a folder is ever replaced, and only
/// when asked for.
/// </summary>
internal static class ReplayFolder
{
    private const string Note = "replay.json";

    /// <summary>Makes the folder ready; a folder that holds anything else than an earlier replay is left alone.</summary>
    /// <exception cref="OrderFileException">The folder is in use for something; the message says what to do.</exception>
    public static void Prepare(string path, bool force, string file, int seed)
    {
        try
        {
            if (File.Exists(path)) throw new OrderFileException($"{path} is a file, not a folder.");
            if (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any()) Clear(path, force);
            Directory.CreateDirectory(path);
            File.WriteAllText(Path.Combine(path, Note), JsonSerializer.Serialize(new { replayOf = file, seed }, JsonSerializerOptions.Web));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new OrderFileException($"{path} cannot be used as the data folder: {error.Message}", error);
        }
    }

    private static void Clear(string path, bool force)
    {
        if (!File.Exists(Path.Combine(path, Note))) throw new OrderFileException($"{path} is not empty and no replay made it. Name another folder with --data.");
        if (!force) throw new OrderFileException($"{path} holds an earlier replay. Add --force to replace it, or name another folder with --data.");
        Directory.Delete(path, true);
    }
}
