using PromptGen.Generator.Pipeline;

namespace PromptGen.Generator.Reading;

/// <summary>A class that contracts are added to.</summary>
/// <param name="Type">The class itself.</param>
/// <param name="Contracts">What is added, a property for each.</param>
internal sealed record ContractsClass(PartialType Type, EquatableArray<ContractProperty> Contracts);

/// <summary>A property that gives a contract.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">The type that the contract is of, from the root.</param>
/// <param name="Contract">The class of the contract, from the root.</param>
/// <param name="IsPublic">Whether all the world may see the type.</param>
internal sealed record ContractProperty(string Name, string Type, string Contract, bool IsPublic);
