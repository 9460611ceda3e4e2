namespace GridCase.Workflows.Directory.Outlines;

/// <summary>Keeps the outlines of the county's places, one document with a version. Every implementation passes one contract suite.</summary>
public interface IOutlineStore
{
    /// <summary>The outlines as last saved; <see cref="OutlineBook.Empty"/> before the first save.</summary>
    Task<OutlineBook> Load(CancellationToken cancellation = default);

    /// <summary>Saves them as version <paramref name="expectedVersion"/> + 1, whatever version they carry; false when somebody else saved meanwhile, and nothing was written.</summary>
    Task<bool> Save(OutlineBook book, int expectedVersion, CancellationToken cancellation = default);
}
