using GridCase.Workflows.Cases;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Deadlines.Preview;
using GridCase.Workflows.Directory;

namespace GridCase.Workflows.Lifecycle;

/// <summary>Computes previews from what the record said at their instant. Nothing is written to cases. Each may run twice: the second time finds it done, or gives the same.</summary>
/// <param name="atOnce">Pages that one preview computes at a time: as many as there are processors, and one more for those that wait for the disk.</param>
public sealed class PreviewActivities(ICaseStore cases, IPreviewStore previews, IPolicySource policies, IDirectorySource directory, int atOnce = 2)
{
    /// <summary>Running numbers of cases in one page: a fraction of a second of work.</summary>
    public const int PageSize = 500;

    private const int Handful = 25;

    private sealed record ReadRules(int Id, PreviewRules Rules);

    private volatile ReadRules? read;

    /// <summary>Counts out the pages. A preview that is no longer wanted has none.</summary>
    public async Task<PreviewPlan> Plan(int id, CancellationToken cancellation = default)
    {
        if (await previews.Find(id, cancellation) is not { IsRunning: true } preview) return new(0, atOnce);
        if (preview.Pages > 0) return new(preview.Pages, atOnce);
        var span = await cases.Span(SinceOf(preview.Question), cancellation);
        var planned = preview with { LastCase = span.Last, Cases = span.Cases, Pages = (int)((span.Last + PageSize - 1) / PageSize), Revision = preview.Revision + 1 };
        return await previews.Save(planned, cancellation) ? new(planned.Pages, atOnce) : new(0, atOnce);
    }

    /// <summary>Computes one page and keeps what it gave; false when the preview is no longer wanted.</summary>
    public async Task<bool> Page(PreviewPage page, CancellationToken cancellation = default)
    {
        if (await previews.Find(page.Id, cancellation) is not { IsRunning: true } preview) return false;
        var question = preview.Question;
        var (first, last) = (page.Page * (long)PageSize, Math.Min((page.Page + 1) * (long)PageSize, preview.LastCase));
        var (rules, tally, looked) = (new ImpactRules(RulesOf(preview)), new ImpactTally(), 0);
        var colours = new List<ColourChange>();
        // A few cases at a time, so that they are gone from memory again before the collector keeps them.
        for (var after = first; after < last; after += Handful)
        {
            var slice = new CaseSlice(after, Math.Min(after + Handful, last), question.At, SinceOf(question), question.Change);
            foreach (var file in await cases.AsOf(slice, cancellation))
            {
                looked++;
                if (rules.Of(file) is not { } impact) continue;
                tally.Add(impact);
                if (impact.Open?.Colour is { } colour) colours.Add(colour);
            }
        }

        return await previews.Keep(page.Id, new(page.Page, looked, tally.Sum(), [.. colours]), cancellation);
    }

    /// <summary>Adds the pages up.</summary>
    public async Task<PreviewState> Finish(int id, DateTimeOffset now, CancellationToken cancellation = default)
    {
        if (await previews.Find(id, cancellation) is not { } preview) return PreviewState.Cancelled;
        if (!preview.IsRunning) return preview.State;
        var tally = new ImpactTally();
        foreach (var part in await previews.Parts(id, cancellation)) tally.Add(part);
        var done = preview with
        {
            State = PreviewState.Done,
            Result = PreviewResult.Of(tally.Sum(), RulesOf(preview)),
            EndedAt = now,
            CasesDone = preview.CasesDone,
            PagesDone = preview.Pages,
            Revision = preview.Revision + 1,
        };
        return await previews.Save(done, cancellation) ? PreviewState.Done : PreviewState.Cancelled;
    }

    /// <summary>Says of a preview that it could not be computed.</summary>
    public async Task<PreviewState> Fail(int id, DateTimeOffset now, CancellationToken cancellation = default)
    {
        if (await previews.Find(id, cancellation) is not { IsRunning: true } preview) return PreviewState.Cancelled;
        await previews.Save(preview with { State = PreviewState.Failed, EndedAt = now, Revision = preview.Revision + 1 }, cancellation);
        return PreviewState.Failed;
    }

    /// <summary>Past cases are those with a change since the stretch began; it may end later than the frozen instant, but not begin there.</summary>
    private static DateTimeOffset SinceOf(PreviewQuestion question) => question.From < question.At ? question.From : question.At;

    private PreviewRules RulesOf(Preview preview)
    {
        if (read is { } known && known.Id == preview.Id) return known.Rules;
        var rules = PreviewRules.Of(preview.Question, policies.Current, directory.Current);
        read = new(preview.Id, rules);
        return rules;
    }
}
