namespace GridCase.Checker;

/// <summary>An orchestration as the engine keeps it.</summary>
/// <param name="Id">For a case <c>case:</c> and its id, for a look-back <c>look-back:</c> and the same.</param>
/// <param name="Timers">When its timers are due, the nearest first.</param>
/// <param name="Unread">Messages that it has not taken up, but for the answers of what it had asked for outside (kinds 2 and 3): one that came as the host was stopped waits for the next start.</param>
/// <param name="Tasks">Activities under way or waiting to be tried again, by when they are due.</param>
public sealed record InstanceRecord(
    string Id, string Orchestration, InstanceStanding Standing, IReadOnlyList<DateTimeOffset> Timers, int Unread, IReadOnlyList<DateTimeOffset> Tasks, string? Trouble);

/// <summary>Where an orchestration is; the numbers are those of its row.</summary>
public enum InstanceStanding
{
    Running,
    Completed,
    Failed,
    Parked,
}
