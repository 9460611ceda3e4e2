@description('Name of the identity.')
param name string

@description('Azure region.')
param location string

@description('Tags of every resource.')
param tags object

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: name
  location: location
  tags: tags
}

@description('Resource id of the identity.')
output id string = identity.id

@description('Principal id, for role assignments.')
output principalId string = identity.properties.principalId

@description('Client id, for the settings that say as whom the app signs in.')
output clientId string = identity.properties.clientId
