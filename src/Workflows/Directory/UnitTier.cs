namespace GridCase.Workflows.Directory;

/// <summary>On which floor of the county a unit stands (层级): 村(社区), 镇街, 县区.</summary>
public enum UnitTier
{
    /// <summary>村(社区).</summary>
    Village,

    /// <summary>镇街.</summary>
    Town,

    /// <summary>县区.</summary>
    County,
}
