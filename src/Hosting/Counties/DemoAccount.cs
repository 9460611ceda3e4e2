using System.Collections.Immutable;
using GridCase.Workflows.Directory;

namespace GridCase.Hosting.Counties;

/// <summary>A local sign-in that the first start makes for a person of the county. The password is drawn then and is no part of this.</summary>
/// <param name="User">The user name: <c>clerk-cgj</c>.</param>
/// <param name="PersonId">The person who signs in with it.</param>
/// <param name="Roles">The person's roles.</param>
/// <param name="Unit">The person's unit.</param>
/// <param name="Grid">A grid worker's grid.</param>
public sealed record DemoAccount(string User, string PersonId, ImmutableArray<Role> Roles, string? Unit, string? Grid)
{
    internal static DemoAccount Of(string user, Person person) =>
        new(user, person.Id, person.Roles, person.UnitCode, person.Grids.IsEmpty ? null : person.Grids[0]);
}
