namespace GridCase.Workflows.Directory;

/// <summary>A seat that somebody fills (岗位). Notices go to posts, and reach whoever sits there when they are sent.</summary>
/// <param name="Code">The audience word and the place: <c>unit-head@440804-jtj</c>, <c>village-cadre@440804100201</c>, <c>grid-worker@440804100201001</c>.</param>
/// <param name="Title">As people write it: 局长.</param>
/// <param name="UnitCode">The unit the seat belongs to, which is the place in the code; none when the place is a grid.</param>
/// <param name="PersonId">Who sits there; nobody while the post is vacant. The post of a grid worker leaves it out: the grid names its worker.</param>
/// <param name="DeputyId">Who stands in while the post is vacant or its person away.</param>
public sealed record Post(string Code, string Title, string? UnitCode, string? PersonId, string? DeputyId)
{
    /// <summary>The code of the post that answers to an audience word at a place.</summary>
    public static string CodeOf(string word, string place) => word + "@" + place;
}
