using GridCase.Workflows.Cases;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Directory;

namespace GridCase.Workflows.Care;

/// <summary>What happens to the register by itself: next dates follow changed terms, entries follow moved grids, and visits that were not made are told up the ladder.</summary>
public sealed class CareRoundsActivities(ICareStore care, IDirectorySource directory, IPolicySource policies)
{
    private const int Batch = 200;

    /// <summary>Does one batch of what is due; says whether there is more at once, and when to look again. A repeat finds nothing left to do.</summary>
    public async Task<CareLookAhead> Look(DateTimeOffset now, CancellationToken cancellation = default)
    {
        now = now.ToOffset(ChinaTime.Offset);
        var terms = await care.Terms(cancellation);
        var more = await FollowGrids(terms, now, cancellation);
        var stale = await care.UnderOtherTerms(terms.Version, Batch, cancellation);
        foreach (var person in stale) await Save(person, CareRules.Rederived(person, terms, now), CareDeedKind.Rederived, terms, now, cancellation);
        var ripe = await care.Ripe(now, Batch, cancellation);
        foreach (var person in ripe)
            if (CareRules.Escalated(person, terms, now) is { } after) await Save(person, after, CareDeedKind.Escalated, terms, now, cancellation);
        return new(more || stale.Count == Batch || ripe.Count == Batch, await care.NextRungAt(cancellation));
    }

    /// <summary>Entries of a grid that got another code come along.</summary>
    private async Task<bool> FollowGrids(CareTerms terms, DateTimeOffset now, CancellationToken cancellation)
    {
        foreach (var code in await care.Grids(cancellation))
        {
            if (directory.Current.Grid(code) is not null || directory.Current.GridNow(code) is not { } grid) continue;
            var page = await care.List(new() { Scope = CaseScope.Everything, GridPrefix = code, Limit = Batch }, cancellation);
            foreach (var row in page.Rows)
                await Save(row.Person, CareRules.Changed(row.Person, row.Person.Tier, grid.Code, terms, now), CareDeedKind.Changed, terms, now, cancellation);
            return true;
        }

        return false;
    }

    /// <summary>Whoever was first is right: what changed meanwhile is looked at in the next round.</summary>
    private Task Save(CarePerson before, CarePerson after, CareDeedKind kind, CareTerms terms, DateTimeOffset now, CancellationToken cancellation)
    {
        var deed = new CareDeed(after.Id, after.Version, kind, now, "clock") { Due = after.Due, Rung = kind == CareDeedKind.Escalated ? after.Told : null, GridCode = after.GridCode == before.GridCode ? null : after.GridCode };
        var notices = kind == CareDeedKind.Escalated ? CareNotices.Of(after, terms, directory.Current, policies.Current.CalendarAt(now), now) : [];
        return care.Save(new(after, deed, [], CareRules.NextRungAt(after, terms)) { Notices = notices }, cancellation);
    }
}

/// <summary>What a round left.</summary>
/// <param name="More">True when there is more to do at once.</param>
/// <param name="NextAt">When the next rung is reached; null when none is ahead.</param>
public sealed record CareLookAhead(bool More, DateTimeOffset? NextAt);
