using GridCase.Functions.Tables;
using GridCase.Workflows.Directory.Outlines;

namespace GridCase.Functions.Storage;

/// <summary>The outlines of places in a table: one document. Only maps ask for it, so that it is looked up when they do.</summary>
internal sealed class TableOutlineStore(CountyTables tables, TimeProvider time) : IOutlineStore
{
    private readonly Register<OutlineBook> register = new(
        new(tables.Registers, TableRegisters.Kind), "outlines", time, document => OutlineJson.Read(document.Content));

    public async Task<OutlineBook> Load(CancellationToken cancellation = default) => await register.Latest(cancellation).ConfigureAwait(false) ?? OutlineBook.Empty;

    public Task<bool> Save(OutlineBook book, int expectedVersion, CancellationToken cancellation = default)
    {
        var saved = book with { Version = expectedVersion + 1 };
        return register.Save(saved, expectedVersion, OutlineJson.Write(saved), [], cancellation);
    }
}
