namespace GridCase.Workflows.Directory;

/// <summary>A grid code that a move gave up. It is never used again; what still bears it is understood as the grid that took its place.</summary>
/// <param name="Now">The code that it got then; may have been given up since.</param>
/// <param name="FromVillage">The village unit it lay in.</param>
/// <param name="ToVillage">The village unit it lies in since.</param>
/// <param name="MoveId">The move: <c>v12</c>, the directory's version that it made.</param>
public sealed record FormerGrid(string Code, string Now, string FromVillage, string ToVillage, string MoveId, DateTimeOffset Since);

/// <summary>A unit code that a move gave up, as <see cref="FormerGrid"/>.</summary>
public sealed record FormerUnit(string Code, string Now, string MoveId, DateTimeOffset Since);
