using System.Globalization;
using GridCase.Workflows.Deadlines.Preview;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Lifecycle;

namespace GridCase.Api.Rules;

/// <summary>Shows previews, with the names of people, units and categories.</summary>
internal static class PreviewShow
{
    public static string IdOf(int id) => id.ToString(CultureInfo.InvariantCulture);

    public static PreviewView View(Preview preview, CountyDirectory directory, bool whole) => new(
        IdOf(preview.Id),
        preview.State,
        new(preview.Pages, preview.PagesDone, preview.Cases, preview.CasesDone, Percent(preview)),
        preview.Question.Sort,
        preview.Version,
        preview.DraftRevision,
        preview.DocumentHash,
        preview.Question.Treatment,
        preview.Question.At,
        preview.Question.From,
        preview.Question.To,
        preview.Question.Scope,
        preview.By,
        preview.BegunAt,
        preview.EndedAt,
        preview.OfChange is { } change ? IdOf(change) : null,
        whole && preview.Result is { } result ? Result(result, directory) : null);

    private static int Percent(Preview preview) =>
        preview.State == PreviewState.Done ? 100 : preview.Pages == 0 ? 0 : Math.Min(99, preview.PagesDone * 100 / preview.Pages);

    private static PreviewResultView Result(PreviewResult result, CountyDirectory directory)
    {
        var (open, past) = (result.Open, result.Past);
        return new(
            new(open.Cases, open.Counts, open.FixedByHotline, open.HorizonExceeded, open.NoticesAtOnce, result.AheadDays, open.NoticesAheadBefore, open.NoticesAheadAfter),
            new(
                past.Cases, past.Moved, past.BecameOverdue, past.NoLongerOverdue, past.FixedByHotline, past.HorizonExceeded, result.WorkingDays, past.NoticesBefore, past.NoticesAfter,
                [
                    .. past.Clocks.Select(pair => new TimelinessView(
                        pair.Key, pair.Value.Met, pair.Value.Moved, pair.Value.InTimeBefore, pair.Value.InTimeAfter, Share(pair.Value.InTimeBefore, pair.Value.Met),
                        Share(pair.Value.InTimeAfter, pair.Value.Met), pair.Value.BecameOverdue, pair.Value.NoLongerOverdue)),
                ]),
            [.. result.People.Select(person => Person(person, result.WorkingDays, directory))],
            [.. result.Units.Select(group => Moved(group, directory.Unit(group.Code)?.Name))],
            [.. result.Categories.Select(group => Moved(group, directory.Category(group.Code)?.Name))]);
    }

    private static PersonNoticesView Person(PersonNotices notices, int days, CountyDirectory directory)
    {
        var person = directory.Person(notices.PersonId);
        return new(
            notices.PersonId, person?.DisplayName, person?.UnitCode, person?.Roles.Any(role => role is Role.Supervisor or Role.Leader) == true, notices.AtOnce, notices.AheadBefore,
            notices.AheadAfter, notices.PastBefore, notices.PastAfter, Share(notices.PastBefore, days), Share(notices.PastAfter, days), notices.BusiestDayBefore, notices.BusiestDayAfter);
    }

    private static MovedView Moved(MovedGroup group, string? name)
    {
        var impact = group.Impact;
        return new(group.Code, name, impact.Cases, impact.Moved, impact.Finished, Share(impact.InTimeBefore, impact.Finished), Share(impact.InTimeAfter, impact.Finished));
    }

    private static decimal? Share(int part, int whole) => whole == 0 ? null : Math.Round((decimal)part / whole, 4);
}
