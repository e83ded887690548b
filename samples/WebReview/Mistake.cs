namespace WebReview;

/// <summary>What the local server does wrong when it is told to.</summary>
public enum Mistake
{
    None,

    /// <summary>The first verdict is invalid, the second is not.</summary>
    WrongVerdict,

    /// <summary>Both verdicts are invalid.</summary>
    WrongVerdicts,

    /// <summary>The last finding is invalid.</summary>
    WrongFinding,

    /// <summary>There is no verdict: the model refuses.</summary>
    Refusal,

    /// <summary>The connection breaks within the summary.</summary>
    BrokenStream,

    /// <summary>Nothing is answered: too many requests.</summary>
    RateLimit,

    /// <summary>Nothing is ever answered.</summary>
    Silence,
}
