namespace GridCase.Engine.Tests;

/// <summary>A folder of its own for one test, removed after it.</summary>
public sealed class Folder : IDisposable
{
    private readonly string path = Directory.CreateTempSubdirectory("gridcase-engine-").FullName;

    public string File(string name = "journal.db") => Path.Combine(path, name);

    public void Dispose() => Directory.Delete(path, recursive: true);
}
