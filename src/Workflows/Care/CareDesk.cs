using System.Collections.Immutable;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Durable;
using GridCase.Workflows.Lifecycle;

namespace GridCase.Workflows.Care;

/// <summary>Decides what people ask of the care register and writes it down. What was sent with a key happens once, for ever.</summary>
public sealed class CareDesk(ICareStore care, IDirectorySource directory, IWorkflowClient workflows)
{
    private const int Tries = 8;

    /// <summary>Takes somebody in. The key, with who sent it, is the entry's id.</summary>
    public async Task<CareAnswer> Add(CareEntry entry, CareSender sender, DateTimeOffset now, CancellationToken cancellation = default)
    {
        if (directory.Current.Grid(entry.GridCode) is null) return CareAnswer.Refused(UnknownGrid());
        if (await Earlier(sender, cancellation) is { } earlier) return earlier;
        var terms = await care.Terms(cancellation);
        var person = CareRules.Added(sender.Key![..32], entry.GridCode, entry.Tier, null, entry.First, terms, now);
        var deed = new CareDeed(person.Id, 1, CareDeedKind.Added, now, sender.PersonId) { Due = person.Due, Tier = person.Tier, GridCode = person.GridCode, Key = sender.Key, ContentHash = sender.ContentHash };
        var saved = await care.Save(new(person, deed, [.. CareFields.Of(entry.Identity)], CareRules.NextRungAt(person, terms)), cancellation);
        if (saved != CareSaved.Saved) return await Earlier(sender, cancellation) ?? CareAnswer.Refused(Busy());
        await Tell(cancellation);
        return new(person, deed, null, false);
    }

    /// <summary>Another tier, grid or identity; what is null stays.</summary>
    public Task<CareAnswer> Change(string id, CareChange change, CareSender sender, DateTimeOffset now, CancellationToken cancellation = default) =>
        change.GridCode is { } grid && directory.Current.Grid(grid) is null
            ? Task.FromResult(CareAnswer.Refused(UnknownGrid()))
            : Write(id, sender, change.ExpectedVersion, CareDeedKind.Changed, now, [.. CareFields.Of(change.Identity)], (person, terms) => CareRules.Changed(person, change.Tier ?? person.Tier, change.GridCode ?? person.GridCode, terms, now),
                deed => deed with { Tier = change.Tier, GridCode = change.GridCode }, cancellation);

    /// <summary>The visits end; a repeat changes nothing.</summary>
    public Task<CareAnswer> End(string id, int? expectedVersion, CareSender sender, DateTimeOffset now, CancellationToken cancellation = default) =>
        Write(id, sender, expectedVersion, CareDeedKind.Ended, now, [], (person, _) => CareRules.Ended(person), deed => deed, cancellation);

    /// <summary>Something happened: somebody goes there soon. What happened is not written down.</summary>
    public Task<CareAnswer> TellEvent(string id, CareSender sender, DateTimeOffset now, CancellationToken cancellation = default) =>
        Write(id, sender, null, CareDeedKind.EventTold, now, [], (person, terms) => CareRules.EventTold(person, terms, now), deed => deed, cancellation);

    /// <summary>A visit. It is taken for an entry that has ended as well: it was made.</summary>
    public Task<CareAnswer> Visit(string id, CareOutcome outcome, DateTimeOffset doneAt, string? remark, CareSender sender, DateTimeOffset now, CancellationToken cancellation = default) =>
        CareRules.CheckVisit(doneAt, now) is { } refusal
            ? Repeated(sender, refusal, cancellation)
            : Write(id, sender, null, CareDeedKind.Visited, now, remark is null ? [] : [new(CareFields.Remark, remark)], (person, terms) => CareRules.Visited(person, outcome, doneAt, terms),
                deed => deed with { DoneAt = doneAt, Outcome = outcome }, cancellation);

    /// <summary>Puts other numbers in force; every next date follows. Refused where others changed them meanwhile.</summary>
    public async Task<(CareTerms Terms, Refusal? Refusal)> ChangeTerms(CareTerms asked, int expectedVersion, CancellationToken cancellation = default)
    {
        var terms = asked with { Version = expectedVersion + 1 };
        if (terms.Fault() is { } fault) return (terms, new(RefusalKind.Inconsistent, "bad-care-terms", fault));
        if (!await care.SaveTerms(terms, cancellation)) return (terms, new(RefusalKind.Conflict, "stale-version", "The terms were changed by others; look again."));
        await Tell(cancellation);
        return (terms, null);
    }

    private async Task<CareAnswer> Write(
        string id, CareSender sender, int? expectedVersion, CareDeedKind kind, DateTimeOffset now, ImmutableArray<CareText> texts, Func<CarePerson, CareTerms, CarePerson> decide, Func<CareDeed, CareDeed> say,
        CancellationToken cancellation)
    {
        for (var tried = 0; tried < Tries; tried++)
        {
            if (await Earlier(sender, cancellation) is { } earlier) return earlier;
            if (await care.Find(id, cancellation) is not { } person) return CareAnswer.Refused(new(RefusalKind.NotFound, "unknown-care", "There is no such entry, or none within your scope."));
            if (expectedVersion is { } seen && seen != person.Version) return CareAnswer.Refused(new(RefusalKind.Conflict, "stale-version", "The entry was changed by others; look again."));
            if (person.State == CareState.Ended && kind == CareDeedKind.Ended) return new(person, null, null, true);
            if (person.State == CareState.Ended && kind != CareDeedKind.Visited) return CareAnswer.Refused(new(RefusalKind.Rule, "care-ended", "The visits have ended. Enter the person anew if they are to begin again."));
            var terms = await care.Terms(cancellation);
            var after = decide(person, terms);
            var deed = say(new(id, after.Version, kind, now, sender.PersonId) { Due = after.Due, Key = sender.Key, ContentHash = sender.Key is null ? null : sender.ContentHash });
            if (await care.Save(new(after, deed, texts, CareRules.NextRungAt(after, terms)), cancellation) != CareSaved.Saved) continue;
            await Tell(cancellation);
            return new(after, deed, null, false);
        }

        return CareAnswer.Refused(Busy());
    }

    /// <summary>What the same key did before; a refusal when it did something else.</summary>
    public async Task<CareAnswer?> Earlier(CareSender sender, CancellationToken cancellation)
    {
        if (sender.Key is null || await care.FindByKey(sender.Key, cancellation) is not { } deed) return null;
        return deed.ContentHash == sender.ContentHash
            ? new(await care.Find(deed.CareId, cancellation), deed, null, true)
            : CareAnswer.Refused(new(RefusalKind.Conflict, "idempotency-key-reused", "This key was used for a request with other content."));
    }

    private async Task<CareAnswer> Repeated(CareSender sender, Refusal refusal, CancellationToken cancellation) => await Earlier(sender, cancellation) ?? CareAnswer.Refused(refusal);

    /// <summary>A hint: a round that misses it looks again within a day, and when the county starts.</summary>
    private Task<bool> Tell(CancellationToken cancellation) => workflows.Send(Orchestrations.CareRoundsId, Orchestrations.CareChanged, 0, cancellation);

    private static Refusal UnknownGrid() => new(RefusalKind.Inconsistent, "unknown-grid", "The directory has no such grid.");

    private static Refusal Busy() => new(RefusalKind.Conflict, "busy", "Others are changing this entry at this moment; try again.");
}

/// <summary>Who is to be visited.</summary>
/// <param name="First">The day by whose end the first visit is due, if it is known.</param>
public sealed record CareEntry(string GridCode, CareTier Tier, CareIdentity Identity, DateOnly? First);

/// <summary>What is to become different.</summary>
public sealed record CareChange(CareTier? Tier, string? GridCode, CareIdentity Identity, int? ExpectedVersion);

/// <summary>Who asks.</summary>
/// <param name="Key">64 hex digits made of the person, the entry and the key that was sent; null without one.</param>
public sealed record CareSender(string PersonId, string? Key, string? ContentHash);

/// <summary>The entry as it is now, or why not.</summary>
/// <param name="Deed">What was written, now or when the key was first used.</param>
public sealed record CareAnswer(CarePerson? Person, CareDeed? Deed, Refusal? Refusal, bool WasRepeat)
{
    public static CareAnswer Refused(Refusal refusal) => new(null, null, refusal, false);
}
