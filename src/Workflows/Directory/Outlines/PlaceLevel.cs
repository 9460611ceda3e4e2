namespace GridCase.Workflows.Directory.Outlines;

/// <summary>The floors of the county's tree of places.</summary>
public enum PlaceLevel
{
    /// <summary>县区: 6 digits.</summary>
    County,

    /// <summary>镇街: 9 digits.</summary>
    Town,

    /// <summary>村(社区): 12 digits.</summary>
    Village,

    /// <summary>网格: 15 digits.</summary>
    Grid,
}
