namespace GridCase.Workflows.Directory;

/// <summary>Keeps the county's directory, one document with a version.</summary>
public interface IDirectoryStore
{
    /// <summary>The county as last saved, its <see cref="County.Version"/> set; none before the first save.</summary>
    Task<County?> Load(CancellationToken cancellation = default);

    /// <summary>Saves the county as version <paramref name="expectedVersion"/> + 1, whatever version the argument carries. 0 saves the first.</summary>
    /// <param name="change">What the history is to say of it, kept in the same commit; a county's first version needs none.</param>
    /// <exception cref="DirectoryChangedException">Somebody else saved in between; nothing was written.</exception>
    Task Save(County county, int expectedVersion, DirectoryChange? change = null, CancellationToken cancellation = default);

    /// <summary>The history, newest first: at most <paramref name="limit"/> (1 to 200) changes of versions before <paramref name="beforeVersion"/>, or the newest.</summary>
    Task<IReadOnlyList<DirectoryChange>> History(int? beforeVersion, int limit, CancellationToken cancellation = default);
}

/// <summary>The directory was saved by somebody else meanwhile. Load it again and repeat the change.</summary>
public sealed class DirectoryChangedException(int expectedVersion, int actualVersion)
    : Exception($"The directory is at version {actualVersion}, not {expectedVersion}: somebody else saved it meanwhile.")
{
    public int ExpectedVersion { get; } = expectedVersion;

    public int ActualVersion { get; } = actualVersion;
}
