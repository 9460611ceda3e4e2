using GridCase.Workflows.Cases;
using GridCase.Workflows.Cases.Rules;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Durable;
using GridCase.Workflows.Intake;

namespace GridCase.Workflows.Lifecycle;

/// <summary>What the orchestrations let happen on the record. Each may run twice: the second time finds nothing left to do.</summary>
public sealed class RecordActivities(CaseDesk desk, ICaseStore cases)
{
    /// <summary>Appends what is due by now and says where the case stands.</summary>
    public async Task<RecordLook> LookAtRecord(string caseId, DateTimeOffset now)
    {
        if (await desk.CatchUpAndLookAhead(caseId, now) is not var (file, next)) return new(false, Stage.Ended, CaseStatus.Closed, 0, null, false, null);
        var family = (file.ParentId ?? file.MergedIntoId) is not null || !file.Children.IsEmpty || !file.Repeats.IsEmpty || !file.SeparatedFrom.IsEmpty;
        return new(true, file.Stage, file.Status, file.Version, next?.Instant, family, file.RecurrenceId);
    }

    /// <summary>Lets the other cases of a family take over what this one's record says.</summary>
    public async Task<Nothing> TellFamily(string caseId, DateTimeOffset now)
    {
        if (await cases.Find(caseId) is not { } file) return Nothing.Value;
        foreach (var left in file.SeparatedFrom) await desk.AddByRule(left, draft => MergeRules.Release(draft, file), now);
        if ((file.MergedIntoId ?? file.ParentId) is { } headId && await Join(headId, file, now) is { } head)
            await desk.AddByRule(caseId, draft => MergeRules.Follow(draft, head), now);
        foreach (var child in file.Children) await desk.AddByRule(child, draft => MergeRules.Follow(draft, file), now);
        if (file.Status == CaseStatus.Withdrawn)
            foreach (var repeat in file.Repeats) await desk.AddByRule(repeat, draft => MergeRules.Follow(draft, file), now);
        return Nothing.Value;
    }

    private async Task<CaseFile?> Join(string headId, CaseFile member, DateTimeOffset now)
    {
        if (await cases.Find(headId) is not { } head) return null;
        var rule = desk.Context(Actor.System("family"), now).Policies.Policy(head.PolicyVersion).Duplicates;
        var callers = member.ParentId == headId && !head.IsSupervised ? await Callers(head, member) : 0;
        return await desk.AddByRule(headId, draft => MergeRules.Receive(draft, member, rule, callers), now);
    }

    /// <summary>How many different callers a parent speaks for with this child; those who are not known count for nobody.</summary>
    private async Task<int> Callers(CaseFile parent, CaseFile child)
    {
        var callers = new HashSet<string?> { parent.Origin.CallerKey, child.Origin.CallerKey };
        foreach (var other in parent.Children) callers.Add((await cases.Find(other))?.Origin.CallerKey);
        callers.Remove(null);
        return callers.Count;
    }

    /// <summary>Opens the linked case of a recurrence; null when there was none to open. The same look-back opens one case only.</summary>
    public async Task<string?> OpenRecurrence(string caseId, DateTimeOffset now)
    {
        if (await cases.Find(caseId) is not { RecurrenceId: { } linked } file || await cases.Find(linked) is not null) return null;
        var registration = Recurrence.Of(file);
        var answer = await desk.Register(registration, Actor.System("look-back"), now);
        return answer.Refusal is { } refusal
            ? throw new UnretryableException($"The recurrence of case {caseId} was refused: {refusal.Code}.")
            : answer.File!.Id;
    }
}
