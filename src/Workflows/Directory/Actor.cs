using System.Collections.Immutable;

namespace GridCase.Workflows.Directory;

/// <summary>Who acts, and in which of the person's roles. Rules look at this and at nothing else about the person.</summary>
/// <param name="PersonId">The person, or <c>system:</c> and a name.</param>
/// <param name="Role">The role in which the person acts now.</param>
/// <param name="UnitCode">The person's unit.</param>
/// <param name="Grids">The person's grids.</param>
/// <param name="Scope">What the person sees; see <see cref="Person.Scope"/>.</param>
public sealed record Actor(string PersonId, Role Role, string? UnitCode, ImmutableArray<string> Grids, string Scope)
{
    /// <summary>Whether no person acts but a clock or another part of the machine.</summary>
    public bool IsSystem => Role == Role.System;

    /// <summary>A clock or another part of the machine, named so that the file says which: <c>Actor.System("clock")</c>. It sees no case through the doors.</summary>
    public static Actor System(string name) => new("system:" + name, Role.System, null, [], "-");

    /// <summary>The person acting in one of the own roles.</summary>
    /// <exception cref="ArgumentException">The person does not have the role.</exception>
    public static Actor Of(Person person, Role role) => person.Roles.Contains(role)
        ? new(person.Id, role, person.UnitCode, person.Grids, person.Scope)
        : throw new ArgumentException($"{person.Id} does not have the role {role}.", nameof(role));
}
