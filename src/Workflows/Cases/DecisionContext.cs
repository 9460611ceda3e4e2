using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Directory;

namespace GridCase.Workflows.Cases;

/// <summary>All that a decision may look at besides the case: who asks, when, the policies and calendars, and who is who.</summary>
public sealed record DecisionContext(DateTimeOffset Now, Actor Actor, PolicyBook Policies, CountyDirectory Directory);
