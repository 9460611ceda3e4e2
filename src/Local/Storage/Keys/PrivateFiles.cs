namespace GridCase.Local.Storage;

/// <summary>Files and folders that only the owner may read, written whole or not at all.</summary>
internal static class PrivateFiles
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, OwnerOnly | UnixFileMode.UserExecute);
    }

    /// <summary>A new file under a passing name in the same folder, readable by the owner only.</summary>
    public static FileStream CreatePassing(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        return new FileStream(path, options);
    }

    /// <summary>Writes a file that was not there, flushed to the disk before it gets its name. One that came meanwhile is left as it is.</summary>
    public static void CreateOnce(string path, ReadOnlySpan<byte> content)
    {
        var passing = path + "." + Path.GetRandomFileName();
        using (var file = CreatePassing(passing))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }

        try
        {
            File.Move(passing, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(passing);
        }
    }
}
