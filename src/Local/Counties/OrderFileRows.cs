namespace GridCase.Local.Counties;

/// <summary>A street and a community as an order file names them. Blank or <c>-</c> means that the file does not say.</summary>
public sealed record OrderFilePlace(string Street, string Community);

/// <summary>A handling unit as an order file names it.</summary>
/// <param name="Name">The name; the same unit may stand under several.</param>
/// <param name="Key">The file's own id of the unit, if it has one: it decides which names are one unit, and which equal names are two.</param>
public sealed record OrderFileUnit(string Name, string? Key = null);

/// <summary>A node of the file's tree of categories, coded as the directory wants it: <c>5.178.602</c> under <c>5.178</c>.</summary>
public sealed record OrderFileCategory(string Code, string Name, string? ParentCode);
