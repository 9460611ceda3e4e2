using System.Globalization;
using GridCase.Functions.Tables;
using GridCase.Workflows.Cases;

namespace GridCase.Functions.Storage;

/// <summary>
/// Personal data in tables, each value encrypted for its place. Texts are written by the case store with the facts they belong to. A look is written twice before it is
/// answered: for the county, a partition a month, and beside the case.
/// </summary>
internal sealed class TablePrivateStore(Shelf cases, KeyRing keys) : IPrivateStore
{
    private const string OfCounty = "looks|";
    private const string Beginning = "look|";

    private readonly CaseTexts texts = new(cases, keys.Texts);

    public Task<IReadOnlyList<PrivateText>> ReadTexts(string caseId, CancellationToken cancellation = default) =>
        texts.Read(caseId, field => !IdentityFields.Contains(field), cancellation);

    public async Task<string?> Reveal(string caseId, string field, Look look, CancellationToken cancellation = default)
    {
        if (!IdentityFields.Contains(field)) throw new ArgumentException($"{field} is no identity field.", nameof(field));
        if (look.CaseId != caseId || look.Field != field) throw new ArgumentException("The look is at something else.", nameof(look));
        if (!await Exists(caseId, cancellation).ConfigureAwait(false)) return null;
        var key = $"{Beginning}{TableKeys.Descending(look.At.UtcTicks)}|{Guid.NewGuid():N}";
        await cases.Put(Row(look, MonthOf(look.At), key), cancellation).ConfigureAwait(false);
        await cases.Put(Row(look, CaseHeadRow.PartitionOf(caseId), key), cancellation).ConfigureAwait(false);
        return (await texts.Read(caseId, kept => kept == field, cancellation).ConfigureAwait(false)).LastOrDefault()?.Value;
    }

    public async Task<IReadOnlyList<Look>> Looks(string? caseId, int limit, CancellationToken cancellation = default)
    {
        Limits.Check(limit, 1_000);
        if (caseId is not null && !AppendCheck.IsCaseId(caseId)) return [];
        var stretch = caseId is null ? Stretch.Across(OfCounty, OfCounty + TableKeys.Last) : Stretch.Of(CaseHeadRow.PartitionOf(caseId)).Beginning(Beginning);
        return [.. (await cases.List<LookRow>(stretch, limit, cancellation).ConfigureAwait(false)).Select(Open)];
    }

    private async Task<bool> Exists(string caseId, CancellationToken cancellation) =>
        AppendCheck.IsCaseId(caseId) && await cases.Find<CaseHeadRow>(CaseHeadRow.PartitionOf(caseId), CaseHeadRow.Key, cancellation).ConfigureAwait(false) is not null;

    private LookRow Row(Look look, string partition, string key) => new()
    {
        PartitionKey = partition,
        RowKey = key,
        CaseId = look.CaseId,
        Field = look.Field,
        Person = look.PersonId,
        Reason = keys.Texts.Encrypt(look.Reason, PlaceOf(look.CaseId, look.Field, look.At.UtcTicks)),
        At = look.At.UtcTicks,
    };

    private Look Open(LookRow row) =>
        new(row.CaseId, row.Field, row.Person, keys.Texts.Decrypt(row.Reason, PlaceOf(row.CaseId, row.Field, row.At)), Instants.Of(row.At));

    /// <summary>The newest month first.</summary>
    private static string MonthOf(DateTimeOffset at)
    {
        var utc = at.UtcDateTime;
        return OfCounty + TableKeys.Descending((utc.Year * 12) + utc.Month);
    }

    private static string PlaceOf(string caseId, string field, long at) => string.Create(CultureInfo.InvariantCulture, $"look/{caseId}/{field}/{at}");
}
