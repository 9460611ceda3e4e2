using GridCase.Functions.Tables;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Escalation;

namespace GridCase.Functions.Storage;

/// <summary>Lists of notices: of one subject from its partition, all others along an index, newest first.</summary>
internal sealed class NoticeReader(Shelf notices, ICaseStore cases, NoticeCopies copies, TimeProvider time)
{
    /// <summary>So many are looked at for one page; a page may be shorter than was asked for, and then says where to go on.</summary>
    private const int MostLookedAt = 2_000;

    public async Task<NoticeRow?> Find(string id, CancellationToken cancellation) => NoticeKeys.TryRead(id) is { } place
        ? await Find(place.Subject, place.Hash, cancellation).ConfigureAwait(false)
        : null;

    public Task<KeptNotice> Kept(NoticeRow row, CancellationToken cancellation) => Kept(row, [], cancellation);

    public async Task<NoticePage> List(NoticeQuery query, CancellationToken cancellation)
    {
        NoticePlace? after = query.After is { } place ? NoticePlace.Read(place) : null;
        var (found, next) = (query.CaseId ?? query.SweepId) is { } subject
            ? await OfSubject(subject, query, after, cancellation).ConfigureAwait(false)
            : await Along(IndexOf(query), query, after, cancellation).ConfigureAwait(false);
        if (found.Count > query.Limit) (found, next) = (found[..query.Limit], NoticePlace.Of(found[query.Limit - 1]));
        Dictionary<string, NoticeCopy> digests = [];
        return new(await Sixteen.Ask(found, row => Kept(row, digests, cancellation)).ConfigureAwait(false), next?.ToString());
    }

    private static string IndexOf(NoticeQuery query) =>
        query.PostCode is { } post ? NoticeKeys.OfPost(post)
        : query.PersonId is { } person ? query.OpenOnly ? NoticeKeys.OpenOf(person) : NoticeKeys.OfPerson(person)
        : query.OpenOnly ? NoticeKeys.Open
        : query.MarksOnly ? NoticeKeys.Marks
        : NoticeKeys.All;

    private static bool Matches(Notice notice, NoticeQuery query, DateTimeOffset now) =>
        (query.PersonId is null || (notice.PersonId == query.PersonId && (query.WithWaiting || notice.NotBefore <= now)))
        && (query.PostCode is null || notice.PostCode == query.PostCode || notice.Instead == query.PostCode)
        && (!query.MarksOnly || notice.IsMark)
        && (!query.OpenOnly || notice.Rung > 0);

    private Task<NoticeRow?> Find(string subject, string hash, CancellationToken cancellation) =>
        notices.Find<NoticeRow>(NoticeKeys.PartitionOf(subject), NoticeKeys.Row + hash, cancellation);

    private async Task<(List<NoticeRow> Found, NoticePlace? Next)> OfSubject(string subject, NoticeQuery query, NoticePlace? after, CancellationToken cancellation)
    {
        var rows = await notices.List<NoticeRow>(Stretch.Of(NoticeKeys.PartitionOf(subject)), null, cancellation).ConfigureAwait(false);
        var seen = rows.Where(row => row.Body is null).Select(row => row.RowKey).ToHashSet(StringComparer.Ordinal);
        var now = time.GetUtcNow();
        var scope = new ScopeCheck(query, cases, now);
        List<NoticeRow> found = [];
        foreach (var row in rows.Where(row => row.Body is not null).OrderBy(NoticePlace.Of).Where(row => after is not { } place || NoticePlace.Of(row).CompareTo(place) > 0))
        {
            var notice = row.Read().Notice;
            if (!Matches(notice, query, now) || (query.OpenOnly && seen.Contains(NoticeKeys.SeenOf(notice)))) continue;
            if (!await scope.Covers(notice, cancellation).ConfigureAwait(false)) continue;
            found.Add(row);
            if (found.Count > query.Limit) break;
        }

        return (found, null);
    }

    private async Task<(List<NoticeRow> Found, NoticePlace? Next)> Along(string index, NoticeQuery query, NoticePlace? after, CancellationToken cancellation)
    {
        var stretch = Stretch.Of(index);
        if (after is { } place) stretch = stretch.After(NoticeKeys.PlaceOf(place.Order, place.Hash));
        var scope = new ScopeCheck(query, cases, time.GetUtcNow());
        List<NoticeRow> found = [];
        List<NoticeIndexRow> some = [];
        var looked = 0;
        await foreach (var way in notices.Rows<NoticeIndexRow>(stretch, query.Limit + 1, cancellation).ConfigureAwait(false))
        {
            some.Add(way);
            if (some.Count < Math.Min(Sixteen.AtOnce, query.Limit + 1)) continue;
            var last = await Look().ConfigureAwait(false);
            if (found.Count > query.Limit) return (found, null);
            if (looked >= MostLookedAt) return (found, last);
        }

        await Look().ConfigureAwait(false);
        return (found, null);

        async Task<NoticePlace?> Look()
        {
            var rows = await Sixteen.Ask(some, one => Wanted(one, query, scope, cancellation)).ConfigureAwait(false);
            found.AddRange(rows.OfType<NoticeRow>());
            looked += some.Count;
            NoticePlace? last = some.Count > 0 ? new(TableKeys.ReadDescending(some[^1].RowKey.AsSpan(0, some[^1].RowKey.IndexOf('|', StringComparison.Ordinal))), some[^1].Hash) : null;
            some.Clear();
            return last;
        }
    }

    /// <summary>The notice that an index points at, if it is asked for.</summary>
    private async Task<NoticeRow?> Wanted(NoticeIndexRow way, NoticeQuery query, ScopeCheck scope, CancellationToken cancellation)
    {
        if (await Find(way.Subject, way.Hash, cancellation).ConfigureAwait(false) is not { } row) return null;
        var notice = row.Read().Notice;
        if (!Matches(notice, query, time.GetUtcNow())) return null;
        if (query.OpenOnly && await notices.Find<NoticeRow>(row.PartitionKey, NoticeKeys.SeenOf(notice), cancellation).ConfigureAwait(false) is not null)
        {
            // Seen for good: whoever acknowledged it was cut off before striking it out, or a repeat noted it again.
            if (query.PostCode is null) await notices.Remove(way.PartitionKey, way.RowKey, cancellation).ConfigureAwait(false);
            return null;
        }

        return await scope.Covers(notice, cancellation).ConfigureAwait(false) ? row : null;
    }

    private async Task<KeptNotice> Kept(NoticeRow row, Dictionary<string, NoticeCopy> digests, CancellationToken cancellation)
    {
        var body = row.Read();
        var notice = body.Notice with
        {
            At = Instants.Of(body.Notice.At.UtcTicks),
            NotBefore = Instants.Of(body.Notice.NotBefore.UtcTicks),
            AcknowledgeBy = Instants.Of(body.Notice.AcknowledgeBy?.UtcTicks),
            DueAt = Instants.Of(body.Notice.DueAt?.UtcTicks),
        };
        var deliveries = await copies.Read(body, digests, cancellation).ConfigureAwait(false);
        return Deliveries.Kept(NoticeKeys.IdOf(notice.SubjectId, row.Hash), notice, deliveries, Instants.Of(row.AcknowledgedAt), row.AcknowledgedBy, time.GetUtcNow());
    }
}
