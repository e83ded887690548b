namespace PromptGen.Generator.Pipeline;

/// <summary>The names of the pipeline's steps, for tests of what is cached.</summary>
internal static class Steps
{
    /// <summary>An interface as it was read.</summary>
    public const string Read = nameof(Read);

    /// <summary>The prompt files.</summary>
    public const string Files = nameof(Files);

    /// <summary>What is known of models.</summary>
    public const string Models = nameof(Models);

    /// <summary>The client files.</summary>
    public const string Clients = nameof(Clients);

    /// <summary>What is known of the models that prompts are declared with.</summary>
    public const string KnownModels = nameof(KnownModels);

    /// <summary>A class of contracts as it was read.</summary>
    public const string ReadContracts = nameof(ReadContracts);

    /// <summary>The files of classes of contracts.</summary>
    public const string ContractClasses = nameof(ContractClasses);

    /// <summary>The contract files.</summary>
    public const string Contracts = nameof(Contracts);
}
