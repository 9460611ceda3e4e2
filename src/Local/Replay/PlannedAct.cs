using GridCase.Local.Replay.People;
using GridCase.Workflows.Cases.Commands;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Intake;

namespace GridCase.Local.Replay;

/// <summary>Something that is to be done with a case at an instant.</summary>
internal sealed record PlannedAct(DateTimeOffset At, CasePlay Play, Act Act);

/// <summary>What is done.</summary>
internal abstract record Act;

/// <summary>An order of the file comes in by its door.</summary>
internal sealed record Arrives(Registration Registration, Actor Door) : Act;

/// <summary>A person takes the case's next step.</summary>
internal sealed record Takes(Step Step) : Act;

/// <summary>By now something should have happened to the case by itself: who was told of a rung may answer.</summary>
internal sealed record Watches : Act;

/// <summary>A supervisor answers a notice.</summary>
internal sealed record Answers(string NoticeId, Actor By, AcknowledgeRung Command) : Act;
