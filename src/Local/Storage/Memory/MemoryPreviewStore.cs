using System.Collections.Immutable;
using GridCase.Engine;
using GridCase.Workflows.Deadlines.Preview;
using GridCase.Workflows.Lifecycle;

namespace GridCase.Local.Storage.Memory;

/// <summary>Previews in memory.</summary>
public sealed class MemoryPreviewStore(MemoryJournal journal) : IPreviewStore
{
    private ImmutableSortedDictionary<int, Kept> previews = ImmutableSortedDictionary<int, Kept>.Empty;

    public Task<Preview?> Begin(Preview preview, int atOnce, int kept, CancellationToken cancellation = default) => journal.Write<Preview?>(
        session =>
        {
            if (previews.Values.Count(one => one.Preview.IsRunning) >= atOnce) return null;
            var begun = preview with { Id = (previews.IsEmpty ? 0 : previews.Keys.Max()) + 1 };
            Become(session, previews.RemoveRange(previews.Values.Where(one => !one.Preview.IsRunning && one.Preview.Id <= begun.Id - kept).Select(one => one.Preview.Id)).Add(begun.Id, new(begun)));
            return begun;
        },
        cancellation);

    public Task<Preview?> Find(int id, CancellationToken cancellation = default) => Read(() => previews.GetValueOrDefault(id)?.Shown);

    public Task<Preview?> FindOfChange(int change, CancellationToken cancellation = default) =>
        Read(() => previews.Values.LastOrDefault(one => one.Preview.OfChange == change)?.Shown);

    public Task<bool> Save(Preview preview, CancellationToken cancellation = default) => journal.Write(
        session =>
        {
            if (!previews.TryGetValue(preview.Id, out var kept) || kept.Preview.Revision != preview.Revision - 1) return false;
            var parts = preview.State switch
            {
                PreviewState.Running => kept.Parts,
                PreviewState.Done => [.. kept.Parts.Select(part => part with { Impact = null! })],
                _ => [],
            };
            Become(session, previews.SetItem(preview.Id, new(preview) { Parts = parts }));
            return true;
        },
        cancellation);

    public Task<bool> Keep(int id, PreviewPart part, CancellationToken cancellation = default) => journal.Write(
        session =>
        {
            if (previews.GetValueOrDefault(id) is not { Preview.IsRunning: true } kept) return false;
            if (kept.Parts.All(one => one.Page != part.Page)) Become(session, previews.SetItem(id, kept with { Parts = [.. kept.Parts.Append(part).OrderBy(one => one.Page)] }));
            return true;
        },
        cancellation);

    public Task<IReadOnlyList<Impact>> Parts(int id, CancellationToken cancellation = default) =>
        Read<IReadOnlyList<Impact>>(() => previews.GetValueOrDefault(id) is { Preview.IsRunning: true } kept ? [.. kept.Parts.Select(part => part.Impact)] : []);

    public Task<ColourPage> Colours(int id, long after, int limit, CancellationToken cancellation = default)
    {
        Limits.Check(limit, 200);
        return Read(() =>
        {
            var places = (previews.GetValueOrDefault(id)?.Parts ?? []).SelectMany(part => part.Colours.Select((colour, i) => (Place: PreviewPlaces.Of(part.Page, i), colour)));
            var page = places.Where(one => one.Place > after).Take(limit + 1).ToList();
            return new ColourPage([.. page.Take(limit).Select(one => one.colour)], page.Count > limit ? page[limit - 1].Place : null);
        });
    }

    public Task<ImmutableArray<Preview>> List(int? beforeId, int limit, CancellationToken cancellation = default)
    {
        Limits.Check(limit, 200);
        return Read(() => previews.Values.Reverse().Where(one => !(one.Preview.Id >= beforeId)).Take(limit).Select(one => one.Shown with { Question = one.Preview.Question with { Document = "" } }).ToImmutableArray());
    }

    public Task<ImmutableArray<Preview>> Running(CancellationToken cancellation = default) =>
        Read(() => previews.Values.Reverse().Where(one => one.Preview.IsRunning).Select(one => one.Shown).ToImmutableArray());

    private void Become(JournalSession session, ImmutableSortedDictionary<int, Kept> next)
    {
        var before = previews;
        MemoryCounty.Change(session, () => previews = next, () => previews = before);
    }

    private Task<T> Read<T>(Func<T> work) => Task.FromResult(journal.Read(_ => work()));

    private sealed record Kept(Preview Preview)
    {
        public ImmutableArray<PreviewPart> Parts { get; init; } = [];

        public Preview Shown => Preview.IsRunning ? Preview with { PagesDone = Parts.Length, CasesDone = Parts.Sum(part => part.Cases) } : Preview;
    }
}
