using GridCase.Workflows.Cases;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Escalation;

namespace GridCase.Local.Replay.People;

/// <summary>The people of the county who act in a replay: whoever sits at the post that the step is for.</summary>
public sealed class Crew(CountyDirectory directory)
{
    public Actor Dispatcher { get; } = At(directory, Audience.CentreDispatcher, directory.Centre.Code, Role.Dispatcher);

    public Actor Operator { get; } = At(directory, Audience.HotlineOperator, directory.Centre.Code, Role.Hotline);

    public Actor DutyLead { get; } = At(directory, Audience.CentreDutyLead, directory.Centre.Code, Role.Supervisor);

    public Actor Leader { get; } = At(directory, Audience.CountyLead, directory.Centre.Code, Role.Leader);

    public CountyDirectory Directory => directory;

    /// <summary>Who registers what comes in by this door.</summary>
    public Actor Door(Channel channel) => channel == Channel.Hotline ? Operator : Dispatcher;

    public Actor Clerk(string unit) => At(directory, Audience.UnitClerk, unit, Role.UnitClerk);

    /// <summary>The worker of the grid, or the centre's dispatcher where the place is not known.</summary>
    public Actor Verifier(string? grid) =>
        grid is not null && directory.Grid(grid)?.WorkerId is { } worker && directory.Person(worker) is { } person ? Actor.Of(person, Role.GridWorker) : Dispatcher;

    /// <summary>A unit other than the one named, always the same for the same throw.</summary>
    public string Other(string unit, double at)
    {
        var units = directory.Units;
        var index = (int)(at * units.Count);
        for (var step = 0; step < units.Count; step++)
        {
            var other = units[(index + step) % units.Count];
            if (other.Code != unit && other.Kind != UnitKind.Centre) return other.Code;
        }

        throw new InvalidOperationException("The county has one unit only.");
    }

    /// <summary>The person to whom a notice went, in the role in which supervisors answer.</summary>
    public Actor? Receiver(string personId) => directory.Person(personId) is { } person && !person.Roles.IsEmpty ? Actor.Of(person, person.Roles[0]) : null;

    private static Actor At(CountyDirectory directory, string word, string unit, Role role)
    {
        var post = directory.Post(Post.CodeOf(word, unit)) ?? throw new InvalidOperationException($"The county has no post {word} at {unit}.");
        var person = post.PersonId ?? post.DeputyId ?? throw new InvalidOperationException($"Nobody sits at {post.Code}.");
        return Actor.Of(directory.Person(person)!, role);
    }
}
