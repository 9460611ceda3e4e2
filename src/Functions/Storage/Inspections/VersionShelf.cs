using GridCase.Functions.Tables;

namespace GridCase.Functions.Storage;

/// <summary>Documents of which every version is kept, such as checklists and plans: all in one partition a kind, the latest of each in another.</summary>
internal sealed class VersionShelf<T>(CountyTables tables, string kind, Func<T, int> versionOf)
    where T : class
{
    private string Versions => kind + "|versions";

    private string Latest => kind + "|latest";

    public async Task<T?> Find(string key, int? version, CancellationToken cancellation)
    {
        var rows = Stretch.Of(Versions).Beginning(TableKeys.Safe(key) + "|");
        if (version is { } known) rows = Stretch.Of(Versions).And($"RowKey eq {Stretch.Text(KeyOf(key, known))}");
        return (await tables.Inspections.List<Row>(rows, 1, cancellation).ConfigureAwait(false)).Select(Read).FirstOrDefault();
    }

    /// <summary>The latest version of each, by key.</summary>
    public async Task<IReadOnlyList<T>> List(CancellationToken cancellation)
    {
        var keys = await tables.Inspections.List<Row>(Stretch.Of(Latest), null, cancellation).ConfigureAwait(false);
        var found = new List<T>();
        foreach (var key in keys)
            if (await Find(TableKeys.Plain(key.RowKey), null, cancellation).ConfigureAwait(false) is { } one) found.Add(one);
        return found;
    }

    /// <summary>Writes a version that follows the latest; false when somebody else was first. That there is such a key at all is written before; without a version it stands for nothing.</summary>
    public async Task<bool> Add(string key, T document, CancellationToken cancellation)
    {
        var latest = await Find(key, null, cancellation).ConfigureAwait(false);
        if (versionOf(document) != (latest is null ? 1 : versionOf(latest) + 1)) return false;
        await tables.Inspections.Put(Row.Of(Latest, TableKeys.Safe(key)), cancellation).ConfigureAwait(false);
        return await tables.Inspections.Add(Row.Of(Versions, KeyOf(key, versionOf(document))).With(InspectionJson.Of(document)), cancellation).ConfigureAwait(false);
    }

    private static string KeyOf(string key, int version) => $"{TableKeys.Safe(key)}|{TableKeys.Descending(version)}";

    private static T Read(Row row) => InspectionJson.Read<T>(row.ReadBody());
}
