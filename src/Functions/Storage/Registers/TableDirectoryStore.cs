using GridCase.Functions.Tables;
using GridCase.Workflows.Directory;

namespace GridCase.Functions.Storage;

/// <summary>The county's directory in a table: one document, and beside it a row for each line of its history.</summary>
internal sealed class TableDirectoryStore(CountyTables tables, TimeProvider time) : IDirectoryStore, IDirectorySource, IRefreshed
{
    private const string Name = "directory";
    private const string ChangeKey = "change|";

    private readonly DocumentShelf documents = new(tables.Registers, TableRegisters.Kind);
    private readonly Register<CountyDirectory> register = new(
        new(tables.Registers, TableRegisters.Kind), Name, time, document => new(CountyJson.Read(document.Content) with { Version = (int)document.Version }));

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">No county has been saved yet, or none is known here before the first refresh.</exception>
    public CountyDirectory Current => register.Current ?? throw new InvalidOperationException("No county has been saved yet.");

    public Task Refresh(CancellationToken cancellation) => register.Refresh(cancellation);

    public async Task<County?> Load(CancellationToken cancellation = default) => (await register.Latest(cancellation).ConfigureAwait(false))?.County;

    /// <inheritdoc/>
    /// <exception cref="InvalidCountyException">The county contradicts itself; nothing was written.</exception>
    public async Task Save(County county, int expectedVersion, DirectoryChange? change = null, CancellationToken cancellation = default)
    {
        var saved = new CountyDirectory(county with { Version = expectedVersion + 1 });
        if (await register.Save(saved, expectedVersion, CountyJson.Write(saved.County), change is null ? [] : [RowOf(change with { Version = saved.Version })], cancellation).ConfigureAwait(false)) return;
        throw new DirectoryChangedException(expectedVersion, (int)await register.Version(cancellation).ConfigureAwait(false));
    }

    public async Task<IReadOnlyList<DirectoryChange>> History(int? beforeVersion, int limit, CancellationToken cancellation = default)
    {
        Limits.Check(limit, 200);
        var lines = Stretch.Of(documents.PartitionOf(Name)).Beginning(ChangeKey);
        if (beforeVersion is { } before) lines = lines.After(KeyOf(before));
        var rows = await tables.Registers.List<Row>(lines, limit, cancellation).ConfigureAwait(false);
        return [.. rows.Select(row => DirectoryChanges.Read(row.ReadBody()))];
    }

    private static string KeyOf(int version) => ChangeKey + TableKeys.Descending(version);

    private Row RowOf(DirectoryChange change) => Row.Of(documents.PartitionOf(Name), KeyOf(change.Version)).With(DirectoryChanges.Write(change));
}
