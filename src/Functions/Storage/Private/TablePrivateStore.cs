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

    public async Task<LookPage> Looks(string? caseId, int limit, string? after = null, CancellationToken cancellation = default)
    {
        Limits.Check(limit, 1_000);
        DateTimeOffset? at = after is null ? null : InstantIn(after) ?? throw new ArgumentException("No page gave this place.", nameof(after));
        if (caseId is not null && !AppendCheck.IsCaseId(caseId)) return LookPage.Empty;
        var rows = caseId is null
            ? await OfAll(at is { } instant ? MonthOf(instant) : null, after, limit + 1, cancellation).ConfigureAwait(false)
            : await cases.List<LookRow>(Stretch.Of(CaseHeadRow.PartitionOf(caseId)).After(Beginning + after).Until(Beginning + TableKeys.Last), limit + 1, cancellation).ConfigureAwait(false);
        return new([.. rows.Take(limit).Select(Open)], rows.Count > limit ? rows[limit - 1].RowKey[Beginning.Length..] : null);
    }

    /// <summary>The rest of the month in which the page before ended, then the months before it.</summary>
    private async Task<List<LookRow>> OfAll(string? month, string? after, int most, CancellationToken cancellation)
    {
        if (month is null) return await cases.List<LookRow>(Stretch.Across(OfCounty, OfCounty + TableKeys.Last), most, cancellation).ConfigureAwait(false);
        var rows = await cases.List<LookRow>(Stretch.Of(month).After(Beginning + after), most, cancellation).ConfigureAwait(false);
        var earlier = Stretch.Across(month + "!", OfCounty + TableKeys.Last);
        return rows.Count == most ? rows : [.. rows, .. await cases.List<LookRow>(earlier, most - rows.Count, cancellation).ConfigureAwait(false)];
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

    /// <summary>When the look was of which a page said that it ended there; null for what no page says.</summary>
    private static DateTimeOffset? InstantIn(string after) =>
        after.Length == 52 && after[19] == '|' && Guid.TryParseExact(after.AsSpan(20), "N", out _) && after.AsSpan(0, 19).IndexOfAnyExceptInRange('0', '9') < 0
        && TableKeys.ReadDescending(after.AsSpan(0, 19)) is >= 0 and var ticks && ticks <= DateTimeOffset.MaxValue.Ticks
            ? Instants.Of(ticks)
            : null;

    /// <summary>The newest month first.</summary>
    private static string MonthOf(DateTimeOffset at)
    {
        var utc = at.UtcDateTime;
        return OfCounty + TableKeys.Descending((utc.Year * 12) + utc.Month);
    }

    private static string PlaceOf(string caseId, string field, long at) => string.Create(CultureInfo.InvariantCulture, $"look/{caseId}/{field}/{at}");
}
