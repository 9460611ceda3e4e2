namespace GridCase.Benchmarks;

/// <summary>A copy of a data folder to be worked on, gone after it.</summary>
internal sealed class CountyCopy : IDisposable
{
    public CountyCopy(string folder, Setup setup)
    {
        setup.Say($"copying {System.IO.Path.GetFileName(folder)}");
        Path = System.IO.Path.Combine(setup.Data, "run-" + Guid.NewGuid().ToString("N"));
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            var target = System.IO.Path.Combine(Path, System.IO.Path.GetRelativePath(folder, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    public string Path { get; }

    public void Dispose() => Directory.Delete(Path, true);
}
