using System.Collections.Immutable;

namespace GridCase.Workflows.Directory;

/// <summary>The whole directory of one county as it is stored and exported: one document, replaced as a whole, counted by version.</summary>
/// <param name="Code">The 6-digit division code of the county (GB/T 2260), the root of the tree.</param>
/// <param name="Name">湛江市坡头区.</param>
/// <param name="Units">单位.</param>
/// <param name="Grids">网格.</param>
/// <param name="Posts">岗位.</param>
/// <param name="People">人员.</param>
/// <param name="Absences">请假.</param>
/// <param name="Categories">事项分类.</param>
/// <param name="Version">How often it has been saved; 0 before the first time. The store sets it.</param>
public sealed record County(
    string Code,
    string Name,
    ImmutableArray<Unit> Units,
    ImmutableArray<Grid> Grids,
    ImmutableArray<Post> Posts,
    ImmutableArray<Person> People,
    ImmutableArray<Absence> Absences,
    ImmutableArray<Category> Categories,
    int Version = 0)
{
    public ImmutableArray<Unit> Units { get; init; } = Units.IsDefault ? [] : Units;

    public ImmutableArray<Grid> Grids { get; init; } = Grids.IsDefault ? [] : Grids;

    public ImmutableArray<Post> Posts { get; init; } = Posts.IsDefault ? [] : Posts;

    public ImmutableArray<Person> People { get; init; } = People.IsDefault ? [] : People;

    public ImmutableArray<Absence> Absences { get; init; } = Absences.IsDefault ? [] : Absences;

    /// <summary>Grid codes that moves gave up, oldest first.</summary>
    public ImmutableArray<FormerGrid> FormerGrids { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Unit codes that moves gave up, oldest first.</summary>
    public ImmutableArray<FormerUnit> FormerUnits { get; init => field = value.IsDefault ? [] : value; } = [];

    public ImmutableArray<Category> Categories { get; init; } = Categories.IsDefault ? [] : Categories;
}
